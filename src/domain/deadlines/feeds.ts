/** Addresses that calendar programs subscribe to: each shows what its maker may see, as long as the maker may. */
import { editConflict, notFound } from "../../kernel/errors.js";
import type { HeiId } from "../../kernel/ids.js";
import type { Clock, Ids } from "../../kernel/ports.js";
import { type Caller, scopesFor } from "../access/caller.js";

export interface CalendarFeed {
  readonly id: string;
  readonly heiId: HeiId;
  /** Who made it. */
  readonly caller: Pick<Caller, "kind" | "id">;
  readonly name: string;
  /** SHA-256 of the key, hex. */
  readonly hash: string;
  readonly createdAt: Date;
}

export interface CalendarFeedStore {
  add(feed: CalendarFeed): Promise<void>;
  /** Those that still work. */
  get(id: string): Promise<CalendarFeed | undefined>;
  list(heiId: HeiId): Promise<readonly CalendarFeed[]>;
  /** False when there is no such feed that works. */
  revoke(id: string, at: Date): Promise<boolean>;
}

interface Parts {
  readonly store: CalendarFeedStore;
  /** Unguessable keys; what is stored is their hash. */
  readonly keys: { generate(): string; hash(key: string): string };
  /** A system or person as they are now; undefined when their access has ended. */
  readonly callerNow: (caller: CalendarFeed["caller"]) => Promise<Caller | undefined>;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Of one maker at one institution. */
const MOST_FEEDS = 20;

export const createCalendarFeeds = ({ store, keys, callerNow, clock, ids }: Parts) => {
  const seenBy = async (heiId: HeiId, by: Caller): Promise<readonly CalendarFeed[]> => {
    const isAdmin = scopesFor(by, heiId).includes("admin");
    return (await store.list(heiId)).filter(({ caller }) => isAdmin || caller.id === by.id);
  };
  return {
    /** Makes an address; its key is told here and never again. Throws `EwpError` 409 beyond twenty. */
    add: async (heiId: HeiId, name: string, by: Caller): Promise<{ readonly feed: CalendarFeed; readonly key: string }> => {
      const own = (await store.list(heiId)).filter(({ caller }) => caller.id === by.id);
      if (own.length >= MOST_FEEDS) throw editConflict(`There are ${MOST_FEEDS} calendar addresses already.`, "Remove a calendar address that is no longer used first.", { code: "too-many-feeds" });
      const key = keys.generate();
      const feed: CalendarFeed = { id: ids.uuid(), heiId, caller: { kind: by.kind, id: by.id }, name, hash: keys.hash(key), createdAt: clock.now() };
      await store.add(feed);
      return { feed, key };
    },
    /** One's own; administrators see all. */
    list: seenBy,
    /** Ends an address at once. Throws `EwpError` 404 when the caller sees none with this id. */
    revoke: async (heiId: HeiId, id: string, by: Caller): Promise<void> => {
      const known = (await seenBy(heiId, by)).some((feed) => feed.id === id);
      if (!known || !(await store.revoke(id, clock.now()))) throw notFound("There is no calendar address with this id.");
    },
    /** For whom, and of which institution, an address shows deadlines; undefined when it does not work, or no longer. */
    open: async (id: string, key: string): Promise<{ readonly heiId: HeiId; readonly caller: Caller } | undefined> => {
      const feed = await store.get(id);
      const caller = feed?.hash === keys.hash(key) ? await callerNow(feed.caller) : undefined;
      return feed && caller && scopesFor(caller, feed.heiId).length > 0 ? { heiId: feed.heiId, caller } : undefined;
    },
  };
};
export type CalendarFeeds = ReturnType<typeof createCalendarFeeds>;
