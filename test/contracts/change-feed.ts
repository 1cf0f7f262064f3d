import { describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import type { AgreementChange, ChangeKind } from "../../src/domain/changes.js";
import type { FeedPage } from "../../src/domain/feed/model.js";
import { CHANGE_KINDS } from "../../src/domain/feed/objects.js";
import { type HeiId, heiId, iiaId } from "../../src/kernel/ids.js";
import { connect } from "../../src/store/connection/connect.js";
import type { Store } from "../../src/store/open.js";
import { omobility } from "../support/nominations/samples.js";
import { refusal } from "../support/refusal.js";
import type { StoreSubject } from "../support/servers/stores.js";

const A = heiId("feed.example");
const LAC = heiId("lac.example");
const KEEP = {
  "outgoing-nominations": 1826, "incoming-nominations": 1826, "outgoing-learning-agreements": 1826, "incoming-learning-agreements": 1826,
  "outgoing-transcripts": 1826, "incoming-transcripts": 1826, unfinished: 365,
};

/** What every `ChangeFeed` promises. */
export const changeFeedContract = (subject: () => StoreSubject): void => {
  const drafted = (id: string, own: HeiId, partner: HeiId): AgreementChange =>
    ({ kind: "draft-changed", heiId: own, partnerHeiId: partner, iiaId: iiaId(id), at: subject().clock.now(), actor: "crm" });
  const draft = (store: Store, id: string, own = A, partner = LAC): Promise<unknown> =>
    store.agreements.decide({ heiId: own, theirs: { partnerHeiId: partner, iiaId: iiaId(`their-${id}`) } }, () => ({ changes: [drafted(id, own, partner)] }));
  const page = (more: { readonly after?: string; readonly limit?: number; readonly kinds?: readonly ChangeKind[]; readonly own?: HeiId } = {}): Promise<FeedPage> =>
    subject().store.feed.page({ heiId: more.own ?? A, limit: more.limit ?? 500, kinds: more.kinds ?? CHANGE_KINDS, ...(more.after !== undefined && { after: more.after }) });
  const idsOf = ({ items }: FeedPage) => items.map(({ change }) => ("iiaId" in change ? String(change.iiaId) : ""));

  describe("the change feed", () => {
    test("in order, in pages, from a cursor; of one institution, of some kinds; an empty page has a cursor too", async () => {
      const { store } = subject();
      const before = await page();
      expect(before).toMatchObject({ items: [], more: false });
      for (const id of ["f1", "f2", "f3"]) await draft(store, id);
      await draft(store, "of-another", heiId("other.example"));
      const first = await page({ limit: 2 });
      expect([idsOf(first), first.more]).toEqual([["f1", "f2"], true]);
      const second = await page({ after: first.cursor, limit: 2 });
      expect([idsOf(second), second.more]).toEqual([["f3"], false]);
      expect(idsOf(await page({ after: first.items[0]?.cursor ?? "" }))).toEqual(["f2", "f3"]);
      expect(idsOf(await page({ after: before.cursor }))).toEqual(["f1", "f2", "f3"]);
      expect(await page({ kinds: ["iia-copy-changed"] })).toMatchObject({ items: [], more: false, cursor: second.cursor });
      const now = await page({ after: "now" });
      expect(now).toMatchObject({ items: [], more: false });
      await draft(store, "f4");
      expect(idsOf(await page({ after: now.cursor }))).toEqual(["f4"]);
      expect((await page({ after: now.cursor })).items[0]?.change).toEqual(drafted("f4", A, LAC));
    });

    test("a page looks at so many entries at most, and says that there are more", async () => {
      const own = heiId("long.example");
      await subject().store.agreements.decide({ heiId: own, theirs: { partnerHeiId: LAC, iiaId: iiaId("x") } }, () =>
        ({ changes: Array.from({ length: 2_500 }, (_, at): AgreementChange => (at === 2_400 ? { ...drafted(`l${at}`, own, LAC), kind: "iia-copy-changed", iiaId: iiaId("sent"), what: "sent" } : drafted(`l${at}`, own, LAC))) }));
      const first = await page({ own, kinds: ["iia-copy-changed"] });
      expect([idsOf(first), first.more]).toEqual([[], true]);
      const second = await page({ own, kinds: ["iia-copy-changed"], after: first.cursor });
      expect([idsOf(second), second.more]).toEqual([["sent"], false]);
    });

    test("what commits late is not skipped by who has read on meanwhile", async () => {
      const { url, store, clock, log } = subject();
      // The embedded database has one connection: nothing commits late there.
      if (url.startsWith("pglite:")) return;
      const { cursor } = await page({ after: "now" });
      const late = await connect({ url, clock, logger: log });
      const open = await late.db.startTransaction().execute();
      await sql`insert into timeline (hei_id, iia_id, doc) values (${A}, 'late', ${JSON.stringify(drafted("late", A, LAC))}::jsonb)`.execute(open);
      await draft(store, "early", A, heiId("early.example"));
      const read = await page({ after: cursor });
      expect(idsOf(read)).toEqual(["early"]);
      await open.commit().execute();
      expect(idsOf(await page({ after: read.cursor }))).toEqual(["late"]);
      await late.close();
    });

    test("many writers and readers in two processes: every reader sees everything once, each partner's changes in their order", async () => {
      const { store, other } = subject();
      const own = heiId("busy.example");
      const start = (await page({ own, after: "now" })).cursor;
      const writers = Array.from({ length: 6 }, async (_, writer) => {
        for (let turn = 0; turn < 15; turn++) await draft(writer % 2 ? store : other, `${writer}-${turn}`, own, heiId(`partner-${writer}.example`));
      });
      let writing = true;
      const written = Promise.all(writers).finally(() => (writing = false));
      const follow = async (through: Store): Promise<readonly string[]> => {
        const seen: string[] = [];
        for (let cursor = start, last = false; ; ) {
          const read = await through.feed.page({ heiId: own, kinds: CHANGE_KINDS, limit: 7, after: cursor });
          seen.push(...idsOf(read));
          cursor = read.cursor;
          if (last && !read.more) return seen;
          last = !writing;
        }
      };
      const [first, second] = await Promise.all([follow(store), follow(other), written]);
      expect(first).toEqual(second);
      expect([...first].sort()).toEqual(Array.from({ length: 6 }, (_, writer) => Array.from({ length: 15 }, (_, turn) => `${writer}-${turn}`)).flat().sort());
      for (let writer = 0; writer < 6; writer++) {
        expect(first.filter((id) => id.startsWith(`${writer}-`))).toEqual(Array.from({ length: 15 }, (_, turn) => `${writer}-${turn}`));
      }
    });

    test("a cursor from before what was removed, and one ahead of the feed, are told; so is what is none", async () => {
      const { store, clock } = subject();
      const own = heiId("old.example");
      const { cursor: start } = await page({ own, after: "now" });
      const nomination = omobility({ id: "m1", heiId: own, partnerHeiId: LAC, stage: "draft", version: 0 });
      await store.nominations.decideOmobility({ heiId: own, partnerHeiId: LAC, id: nomination.id }, (_found, at) =>
        ({ omobilities: [nomination], changes: [{ kind: "omobility-drafted", heiId: own, partnerHeiId: LAC, sendingHeiId: own, omobilityId: nomination.id, at, actor: "crm" }] }));
      const seen = await page({ own, after: start });
      expect(seen.items.map(({ change }) => change.kind)).toEqual(["omobility-drafted"]);
      clock.set("2033-01-02T00:00:00Z");
      expect(await store.retention.remove(KEEP, { seconds: 60 })).toMatchObject({ records: 1 });
      expect((await page({ own })).items).toEqual([]);
      expect((await page({ own, after: seen.cursor })).items).toEqual([]);
      const ahead = Buffer.from(JSON.stringify(["99999999"])).toString("base64url");
      const told = async (after: string) => {
        const { status, code, message } = await refusal(page({ own, after }));
        return `${status} ${code}: ${message}`;
      };
      expect(await told(start)).toBe("410 cursor-expired: Entries after this cursor were removed when their time was over. Ask with `after=now` for a cursor, then read the lists that you keep a copy of in full, then go on from that cursor.");
      expect(await told(ahead)).toBe("410 cursor-expired: This cursor is ahead of the feed, as after the database was restored from a backup. Ask with `after=now` for a cursor, then read the lists that you keep a copy of in full, then go on from that cursor.");
      expect(await told("nonsense")).toBe("400 bad-cursor: The cursor is not one that this list gave; start without a cursor.");
    });
  });
};
