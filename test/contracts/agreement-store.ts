import { describe, expect, test } from "@jest/globals";
import type { Change } from "../../src/domain/changes.js";
import type { Decision, Found } from "../../src/domain/agreements/ports.js";
import { EwpError } from "../../src/kernel/errors.js";
import { heiId, iiaId, type HeiId } from "../../src/kernel/ids.js";
import { hashOf, sampleAgreement, samplePartnerCopy, sampleVersion } from "../support/sample-agreements.js";
import type { StoreSubject } from "../support/stores.js";

const A = heiId("rive.example");

/** Every test has a partner of its own, so that none sees another's rows. */
let partners = 0;
const freshPartner = (): HeiId => heiId(`partner-${++partners}.example`);

const sent = (partnerHeiId: HeiId, id: string): Change => ({ kind: "iia-copy-changed", what: "sent", heiId: A, partnerHeiId, iiaId: iiaId(id), at: new Date("2026-03-01T08:00:00Z"), actor: "test" });

const refusalOf = async (work: Promise<unknown>): Promise<EwpError> => {
  const error = await work.then(() => undefined, (thrown: unknown) => thrown);
  if (!(error instanceof EwpError)) throw new Error(`expected a refusal, got ${String(error)}`);
  return error;
};

/** What every `AgreementStore` promises. */
export const agreementStoreContract = (subject: () => StoreSubject): void => {
  const create = (partner: HeiId, id: string, more: Parameters<typeof sampleAgreement>[0] = {}, changes: readonly Change[] = []) =>
    subject().store.agreements.decide({ heiId: A, own: iiaId(id) }, (_found, now) => ({ agreements: [sampleAgreement({ partnerHeiId: partner, id, changedAt: now, ...more })], changes }));
  const deliveriesTo = async (partner: HeiId) => (await subject().store.outbox.list(A, { partnerHeiId: partner }, { limit: 100 })).items;

  describe("decisions", () => {
    test("save the state, its version, the timeline and the delivery in one commit", async () => {
      const { store } = subject();
      const partner = freshPartner();
      await create(partner, "one-commit", {}, [sent(partner, "one-commit")]);
      const pair = await store.agreements.get(A, iiaId("one-commit"));
      expect(pair?.agreement).toEqual(sampleAgreement({ partnerHeiId: partner, id: "one-commit", changedAt: subject().clock.now() }));
      expect(await store.agreements.ownVersions(A, iiaId("one-commit"))).toEqual([sampleVersion({ partnerHeiId: partner, id: "one-commit" })]);
      expect(await store.agreements.timeline(A, iiaId("one-commit"))).toEqual([sent(partner, "one-commit")]);
      expect(await deliveriesTo(partner)).toMatchObject([{ kind: "iia-cnr", objectId: "one-commit", state: "waiting", attempts: 0 }]);
    });

    test("an approval is announced by the partner's id, and nothing else by any", async () => {
      const partner = freshPartner();
      const about = { heiId: A, partnerHeiId: partner, iiaId: iiaId("announced"), at: new Date(0), actor: "test" };
      await create(partner, "announced", {}, [
        { ...about, kind: "iia-approval-changed", partnerIiaId: iiaId("theirs-9"), what: "approved" },
        { ...about, kind: "draft-changed" },
        { ...about, kind: "partner-copy-changed", partnerIiaId: iiaId("theirs-9") },
        { ...about, kind: "partner-copy-gone", partnerIiaId: iiaId("theirs-9") },
        { ...about, kind: "partner-approval-changed" },
        { ...about, kind: "agreement-in-force", terminated: false },
      ]);
      expect((await deliveriesTo(partner)).map(({ kind, objectId }) => [kind, objectId])).toEqual([["iia-approval-cnr", "theirs-9"]]);
    });

    test("a crash between save and relay leaves nothing: neither state nor delivery", async () => {
      const { store } = subject();
      const partner = freshPartner();
      const broken = sampleAgreement({ partnerHeiId: partner, id: "crash-2", partnerIiaId: iiaId("same") });
      const work = store.agreements.decide({ heiId: A, own: iiaId("crash-1") }, () => ({
        agreements: [sampleAgreement({ partnerHeiId: partner, id: "crash-1", partnerIiaId: iiaId("same") }), broken],
        changes: [sent(partner, "crash-1")],
      }));
      expect(await refusalOf(work)).toMatchObject({ status: 409 });
      expect(await store.agreements.get(A, iiaId("crash-1"))).toBeUndefined();
      expect(await store.agreements.timeline(A, iiaId("crash-1"))).toEqual([]);
      expect(await deliveriesTo(partner)).toEqual([]);
    });

    test("a refusal of the decision is thrown on as it is and saves nothing", async () => {
      const work = subject().store.agreements.decide({ heiId: A }, () => { throw new RangeError("not like this"); });
      await expect(work).rejects.toThrow(new RangeError("not like this"));
    });

    test("listeners hear of commits that leave something to send, and only of those", async () => {
      const { store } = subject();
      const partner = freshPartner();
      let heard = 0;
      const stop = store.onCommit(() => { heard += 1; });
      await create(partner, "heard-1");
      expect(heard).toBe(0);
      await create(partner, "heard-2", {}, [sent(partner, "heard-2")]);
      stop();
      await create(partner, "heard-3", {}, [sent(partner, "heard-3")]);
      expect(heard).toBe(1);
    });

    test("texts that cannot be stored are refused with 400", async () => {
      const copy = sampleVersion({ id: "nul" }).copy;
      const work = create(freshPartner(), "nul", { mine: { ...sampleVersion({ id: "nul" }), copy: { ...copy, owner: { ...copy.owner, iiaCode: "a\0b" } } } });
      expect(await refusalOf(work)).toMatchObject({ status: 400, developerMessage: "Texts must be valid Unicode without U+0000." });
    });
  });

  describe("two writers", () => {
    test("of one agreement run one after another: no change is lost", async () => {
      const { store, other } = subject();
      const partner = freshPartner();
      await create(partner, "counter");
      const increment = (through: typeof store) => through.agreements.decide({ heiId: A, own: iiaId("counter") }, (found, now) => {
        const own = found.own;
        if (!own) throw new Error("gone");
        return { agreements: [{ ...own, revision: own.revision + 1, changedAt: now }], changes: [sent(partner, "counter")] };
      });
      await Promise.all(Array.from({ length: 20 }, (_, i) => increment(i % 2 ? store : other)));
      expect((await store.agreements.get(A, iiaId("counter")))?.agreement.revision).toBe(21);
      expect(await store.agreements.timeline(A, iiaId("counter"))).toHaveLength(20);
      expect(await deliveriesTo(partner)).toHaveLength(1);
    });

    test("an agreement that is not at the revision before is refused with 409", async () => {
      const partner = freshPartner();
      await create(partner, "stale");
      const refusal = await refusalOf(create(partner, "stale", { revision: 3 }));
      expect(refusal).toMatchObject({ status: 409, developerMessage: "Agreement stale is no longer at revision 2." });
      expect(refusal.userMessages[0]?.text).toBe("Somebody else changed this agreement meanwhile. Load it again and repeat your change.");
    });

    test("an id is never used twice, not even after deletion", async () => {
      const partner = freshPartner();
      await create(partner, "tombstone");
      await create(partner, "tombstone", { revision: 2, stage: "deleted" });
      const refusal = await refusalOf(create(partner, "tombstone"));
      expect(refusal).toMatchObject({ status: 409, developerMessage: "The agreement id tombstone is or was in use." });
      expect((await subject().store.agreements.get(A, iiaId("tombstone")))?.agreement.stage).toBe("deleted");
    });

    test("a partner's copy is bound to one living agreement", async () => {
      const { store, other } = subject();
      const partner = freshPartner();
      const bound = { partnerIiaId: iiaId("theirs-1") };
      const race = await Promise.allSettled(["bind-1", "bind-2"].map((id, i) => (i ? other : store).agreements.decide({ heiId: A, own: iiaId(id) }, () => ({
        agreements: [sampleAgreement({ partnerHeiId: partner, id, ...bound })], changes: [],
      }))));
      expect(race.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const lost = race.find((result) => result.status === "rejected");
      expect(lost?.reason).toMatchObject({ status: 409, developerMessage: "Another change broke a unique rule meanwhile: load the present state and try again." });
    });

    test("a copy moves from one agreement to another in one decision", async () => {
      const { store } = subject();
      const partner = freshPartner();
      await create(partner, "z-new");
      await create(partner, "a-old", { partnerIiaId: iiaId("moved") });
      await store.agreements.decide({ heiId: A, theirs: { partnerHeiId: partner, iiaId: iiaId("moved") } }, () => ({
        agreements: [sampleAgreement({ partnerHeiId: partner, id: "z-new", revision: 2, partnerIiaId: iiaId("moved") }), sampleAgreement({ partnerHeiId: partner, id: "a-old", revision: 2 })], changes: [],
      }));
      const found = await look(store, { heiId: A, theirs: { partnerHeiId: partner, iiaId: iiaId("moved") } });
      expect(found.linked?.id).toBe("z-new");
    });
  });

  const look = async (store: StoreSubject["store"], scope: Parameters<typeof store.agreements.decide>[0]): Promise<Found> =>
    (await store.agreements.decide(scope, (found): Decision & { found: Found } => ({ changes: [], found }))).found;

  describe("what a decision finds", () => {
    test("own, theirs and linked, from either side", async () => {
      const { store } = subject();
      const partner = freshPartner();
      const theirs = { partnerHeiId: partner, iiaId: iiaId("theirs-2") };
      const copy = samplePartnerCopy({ partnerHeiId: partner, id: "theirs-2" });
      expect(await look(store, { heiId: A, own: iiaId("found"), theirs })).toEqual({});
      await store.agreements.decide({ heiId: A, theirs }, () => ({ partnerCopies: [copy], changes: [] }));
      expect(await look(store, { heiId: A, theirs })).toEqual({ theirs: copy });
      await create(partner, "found", { partnerIiaId: iiaId("theirs-2") });
      expect(await look(store, { heiId: A, own: iiaId("found") })).toMatchObject({ own: { id: "found" }, theirs: { iiaId: "theirs-2" } });
      expect(await look(store, { heiId: A, theirs })).toMatchObject({ theirs: { iiaId: "theirs-2" }, linked: { id: "found" } });
    });

    test("a deleted agreement lets go of the partner's copy", async () => {
      const { store } = subject();
      const partner = freshPartner();
      await create(partner, "let-go", { partnerIiaId: iiaId("freed") });
      await create(partner, "let-go", { partnerIiaId: iiaId("freed"), revision: 2, stage: "deleted" });
      await create(partner, "successor", { partnerIiaId: iiaId("freed") });
      expect((await look(store, { heiId: A, theirs: { partnerHeiId: partner, iiaId: iiaId("freed") } })).linked?.id).toBe("successor");
    });
  });

  describe("what a partner may see", () => {
    test("index and sharedWith agree: shared agreements of this partnership and nothing else", async () => {
      const { agreements } = subject().store;
      const [partner, stranger] = [freshPartner(), freshPartner()];
      await create(partner, "see-shared");
      await create(partner, "see-draft", { stage: "draft" });
      await create(partner, "see-deleted", { stage: "deleted" });
      await create(stranger, "see-stranger");
      const all = ["see-shared", "see-draft", "see-deleted", "see-stranger", "see-unknown"].map(iiaId);
      expect(await agreements.indexFor(A, partner, {})).toEqual(["see-shared"]);
      expect((await agreements.sharedWith(A, partner, all)).map(({ id }) => id)).toEqual(["see-shared"]);
      expect(await agreements.sharedWith(A, partner, [])).toEqual([]);
      expect(await agreements.indexFor(A, stranger, {})).toEqual(["see-stranger"]);
    });

    test("ids are compared by case", async () => {
      const partner = freshPartner();
      await create(partner, "Case");
      await create(partner, "case");
      expect((await subject().store.agreements.sharedWith(A, partner, [iiaId("CASE"), iiaId("case")])).map(({ id }) => id)).toEqual(["case"]);
    });

    test("the index filters by any of several academic years, whatever the hemisphere", async () => {
      const { agreements } = subject().store;
      const partner = freshPartner();
      await create(partner, "years-1", { years: ["2024/2025", "2026/2027"] });
      await create(partner, "years-2", { years: ["2028/2028", "2028/2028"] });
      const index = (...academicYears: string[]) => agreements.indexFor(A, partner, { academicYears });
      expect(await index("2026/2027")).toEqual(["years-1"]);
      expect(await index("2027/2028")).toEqual([]);
      expect(await index("2027/2028", "2028/2028")).toEqual(["years-2"]);
      expect(await index("2024/2025", "2028/2028")).toEqual(["years-1", "years-2"]);
      expect(await index()).toEqual(["years-1", "years-2"]);
    });

    test("changed_at never runs backwards within a partnership, even when the clock does", async () => {
      const { store, clock } = subject();
      const partner = freshPartner();
      const start = clock.now();
      await create(partner, "clock-1");
      clock.advance(-60_000);
      const { moment } = await store.agreements.decide({ heiId: A, theirs: { partnerHeiId: partner, iiaId: iiaId("none") } }, (_found, now) => ({
        agreements: [sampleAgreement({ partnerHeiId: partner, id: "clock-2", changedAt: now })], changes: [], moment: now,
      }));
      await create(partner, "clock-3");
      clock.set(start);
      expect(moment).toEqual(start);
      expect(await store.agreements.indexFor(A, partner, { changedSince: start })).toEqual(["clock-1", "clock-2", "clock-3"]);
      expect((await store.agreements.get(A, iiaId("clock-3")))?.agreement.changedAt).toEqual(start);
    });

    test("an index with the time of an earlier one never misses a change", async () => {
      const { other, clock } = subject();
      const partner = freshPartner();
      const seen = new Set<string>();
      let since = clock.now();
      const readings = async () => {
        for (let reading = 0; reading < 25; reading++) {
          clock.advance(1);
          const startedAt = clock.now();
          for (const id of await other.agreements.indexFor(A, partner, { changedSince: since })) seen.add(id);
          since = startedAt;
        }
      };
      const writings = async (prefix: string) => {
        for (let i = 0; i < 20; i++) {
          clock.advance(1);
          await create(partner, `${prefix}-${i}`);
        }
      };
      await Promise.all([readings(), writings("stream-a"), writings("stream-b")]);
      await readings();
      expect(seen.size).toBe(40);
    });

    test("approvals by the partner's ids, only of shared and bound agreements", async () => {
      const { agreements } = subject().store;
      const partner = freshPartner();
      const approval = (text: string) => ({ approvalByUs: { hash: hashOf(text), at: new Date(0), exchangeId: "e", pdfFileId: "countersigned" } });
      await create(partner, "appr-1", { partnerIiaId: iiaId("t1"), ...approval("t1") });
      await create(partner, "appr-2", { partnerIiaId: iiaId("t2") });
      await create(partner, "appr-3", { partnerIiaId: iiaId("t3"), stage: "deleted", ...approval("t3") });
      expect(await agreements.approvalsOf(A, partner, ["t1", "t2", "t3", "t4"].map(iiaId))).toEqual([{ partnerIiaId: "t1", hash: hashOf("t1"), pdfFileId: "countersigned" }]);
      expect(await agreements.approvalsOf(A, freshPartner(), [iiaId("t1")])).toEqual([]);
    });
  });

  describe("statistics", () => {
    test("count by who approved the present version of the other's copy", async () => {
      const { agreements } = subject().store;
      const own = heiId(`stats-${++partners}.example`);
      const partner = freshPartner();
      const approval = (text: string) => ({ hash: hashOf(text), at: new Date(0), exchangeId: "e" });
      const rows = [
        { id: "s-none" }, { id: "s-both", approvalByUs: approval("t-s-both"), approvalByPartner: approval("s-both 1") },
        { id: "s-we", approvalByUs: approval("t-s-we") }, { id: "s-they", approvalByPartner: approval("s-they 1") },
        { id: "s-old", approvalByUs: approval("an older version"), approvalByPartner: approval("an older version") },
        { id: "s-draft", stage: "draft" as const, approvalByPartner: approval("s-draft 1") },
      ];
      for (const { id, ...facts } of rows) {
        await agreements.decide({ heiId: own, own: iiaId(id) }, () => ({
          agreements: [sampleAgreement({ heiId: own, partnerHeiId: partner, id, partnerIiaId: iiaId(`t-${id}`), ...facts })],
          partnerCopies: [samplePartnerCopy({ heiId: own, partnerHeiId: partner, id: `t-${id}` })], changes: [],
        }));
      }
      expect(await agreements.statistics(own)).toEqual({ fetchable: 5, localUnapprovedPartnerApproved: 1, localApprovedPartnerUnapproved: 1, bothApproved: 1 });
    });
  });

  describe("lists", () => {
    test("pages of agreements stay valid while rows come and go", async () => {
      const { agreements } = subject().store;
      const partner = freshPartner();
      for (const id of ["list-1", "list-2", "list-3", "list-5"]) await create(partner, id);
      const first = await agreements.list(A, { partnerHeiId: partner }, { limit: 2 });
      expect(first.items.map(({ agreement }) => agreement.id)).toEqual(["list-1", "list-2"]);
      await create(partner, "list-4");
      await create(partner, "list-1", { revision: 2, stage: "deleted" });
      const second = await agreements.list(A, { partnerHeiId: partner, stages: ["shared"] }, { limit: 5, ...(first.next !== undefined && { cursor: first.next }) });
      expect(second.items.map(({ agreement }) => agreement.id)).toEqual(["list-3", "list-4", "list-5"]);
      expect(second.next).toBeUndefined();
    });

    test("a cursor that nobody gave is refused with 400", async () => {
      expect(await refusalOf(subject().store.agreements.list(A, {}, { limit: 5, cursor: "%%%" }))).toMatchObject({ status: 400, code: "bad-cursor" });
    });

    test("partner's copies by link and by being gone", async () => {
      const { agreements } = subject().store;
      const partner = freshPartner();
      const copies = [samplePartnerCopy({ partnerHeiId: partner, id: "c1" }), samplePartnerCopy({ partnerHeiId: partner, id: "c2", goneAt: new Date(5) }), samplePartnerCopy({ partnerHeiId: partner, id: "c3" })];
      await agreements.decide({ heiId: A, own: iiaId("links-c3"), theirs: { partnerHeiId: partner, iiaId: iiaId("c3") } }, () => ({
        agreements: [sampleAgreement({ partnerHeiId: partner, id: "links-c3", partnerIiaId: iiaId("c3") })], partnerCopies: copies, changes: [],
      }));
      const ids = async (filter: object) => (await agreements.partnerCopies(A, { partnerHeiId: partner, ...filter }, { limit: 10 })).items.map(({ iiaId: id, linkedTo }) => [id, linkedTo]);
      expect(await ids({})).toEqual([["c1", undefined], ["c2", undefined], ["c3", "links-c3"]]);
      expect(await ids({ linked: true })).toEqual([["c3", "links-c3"]]);
      expect(await ids({ linked: false, gone: false })).toEqual([["c1", undefined]]);
      expect(await ids({ gone: true })).toEqual([["c2", undefined]]);
      const page = await agreements.partnerCopies(A, { partnerHeiId: partner }, { limit: 1 });
      const next = await agreements.partnerCopies(A, { partnerHeiId: partner }, { limit: 1, cursor: page.next ?? "" });
      expect(next.items.map(({ iiaId: id }) => id)).toEqual(["c2"]);
    });

    test("every version of a partner's copy is kept, newest first", async () => {
      const { agreements } = subject().store;
      const partner = freshPartner();
      const theirs = { partnerHeiId: partner, iiaId: iiaId("v") };
      const copy = samplePartnerCopy({ partnerHeiId: partner, id: "v" });
      const second = { ...copy, current: { ...copy.current, version: 2, hash: hashOf("second") } };
      for (const next of [copy, second, { ...second, confirmedAt: new Date(9) }]) await agreements.decide({ heiId: A, theirs }, () => ({ partnerCopies: [next], changes: [] }));
      expect(await agreements.partnerVersions(A, partner, iiaId("v"))).toEqual([second.current, copy.current]);
      expect(await agreements.partnerCopy(A, partner, iiaId("v"))).toEqual({ ...second, confirmedAt: new Date(9) });
    });
  });
};
