import type { Caller } from "../domain/access/caller.js";
import { createCalendarFeeds } from "../domain/deadlines/feeds.js";
import { createDeadlines } from "../domain/deadlines/service.js";
import type { WeeksOf } from "../domain/inbox/due.js";
import { createInbox } from "../domain/inbox/service.js";
import type { PartnerProfiles } from "../domain/institutions/ports.js";
import { accessOf } from "../domain/people/model.js";
import { createRenewals } from "../domain/renewals/service.js";
import type { Agreements } from "../domain/agreements/service.js";
import { callerWith } from "../domain/tokens/model.js";
import type { HeiId } from "../kernel/ids.js";
import { generateSignInSecret, hashSignInSecret } from "../security/sign-in-secret.js";
import type { Store } from "../store/open.js";
import type { System } from "./system.js";

interface Parts {
  readonly store: Store;
  readonly agreements: Agreements;
  readonly profiles: Pick<PartnerProfiles, "factsheet">;
  readonly stuckAfterDays: number;
  readonly system: Pick<System, "clock" | "ids" | "logger">;
}

/** What offices plan their days with: the inbox, deadlines, calendars and renewals. */
export const composeInbox = ({ store, agreements, profiles, stuckAfterDays, system: { clock, ids, logger: log } }: Parts) => {
  const inbox = createInbox({ source: store.inboxSource, promisedWeeks: promisedWeeks(store), stuckAfterDays, clock });
  return {
    inbox,
    deadlines: createDeadlines({ source: store.deadlineSource, inbox, institutions: store.institutions, profiles, clock, log }),
    calendarFeeds: createCalendarFeeds({ store: store.calendarFeeds, keys: { generate: generateSignInSecret, hash: hashSignInSecret }, callerNow: callerNow(store, clock), clock, ids }),
    renewals: createRenewals({ store: store.renewals, agreements, clock }),
  };
};

const promisedWeeks = ({ institutions, deadlineSource }: Pick<Store, "institutions" | "deadlineSource">) => async (ours: HeiId): Promise<WeeksOf> => {
  const [own, partners] = await Promise.all([institutions.factsheet(ours), deadlineSource.promisedWeeks()]);
  const byId = new Map(partners.map((partner) => [partner.heiId, partner]));
  return (heiId) => (heiId === ours ? own : byId.get(heiId));
};

/** Systems and people as they are now; those whose access has ended are nobody. */
const callerNow = ({ tokens, people }: Pick<Store, "tokens" | "people">, clock: System["clock"]) => async ({ kind, id }: Pick<Caller, "kind" | "id">): Promise<Caller | undefined> => {
  if (kind === "person") {
    const person = await people.get(id);
    return person && !person.disabledAt ? { id, kind, name: person.name, access: accessOf(person.grants) } : undefined;
  }
  const token = (await tokens.list()).find((one) => one.id === id);
  return token && !token.revokedAt && !(token.expiresAt && token.expiresAt <= clock.now()) ? callerWith(token) : undefined;
};
