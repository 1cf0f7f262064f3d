import { describe, expect, test } from "@jest/globals";
import { heiId, iiaId } from "../../src/kernel/ids.js";
import { creator, freshPartner, OWN_HEI, refusalOf } from "../support/agreements/agreement-steps.js";
import { hashOf, sampleAgreement, samplePartnerCopy } from "../support/agreements/sample-agreements.js";
import type { StoreSubject } from "../support/servers/stores.js";

/** What every `AgreementStore` promises of what is read. */
export const agreementReadsContract = (subject: () => StoreSubject): void => {
  const create = creator(subject);

  describe("what a partner may see", () => {
    test("index and sharedWith agree: shared agreements of this partnership and nothing else", async () => {
      const { agreements } = subject().store;
      const [partner, stranger] = [freshPartner(), freshPartner()];
      await create(partner, "see-shared");
      await create(partner, "see-draft", { stage: "draft" });
      await create(partner, "see-deleted", { stage: "deleted" });
      await create(stranger, "see-stranger");
      const all = ["see-shared", "see-draft", "see-deleted", "see-stranger", "see-unknown"].map(iiaId);
      expect(await agreements.indexFor(OWN_HEI, partner, {})).toEqual(["see-shared"]);
      expect((await agreements.sharedWith(OWN_HEI, partner, all)).map(({ id }) => id)).toEqual(["see-shared"]);
      expect(await agreements.sharedWith(OWN_HEI, partner, [])).toEqual([]);
      // Asked side by side: everybody gets the own answer.
      expect(await Promise.all(all.map((id) => agreements.sharedRevision(OWN_HEI, partner, id)))).toEqual([1, undefined, undefined, undefined, undefined]);
      expect(await agreements.sharedRevision(OWN_HEI, stranger, iiaId("see-stranger"))).toBe(1);
      expect(await agreements.indexFor(OWN_HEI, stranger, {})).toEqual(["see-stranger"]);
    });

    test("ids are compared by case", async () => {
      const partner = freshPartner();
      await create(partner, "Case");
      await create(partner, "case");
      expect((await subject().store.agreements.sharedWith(OWN_HEI, partner, [iiaId("CASE"), iiaId("case")])).map(({ id }) => id)).toEqual(["case"]);
    });

    test("the index filters by any of several academic years, whatever the hemisphere", async () => {
      const { agreements } = subject().store;
      const partner = freshPartner();
      await create(partner, "years-1", { years: ["2024/2025", "2026/2027"] });
      await create(partner, "years-2", { years: ["2028/2028", "2028/2028"] });
      const index = (...academicYears: string[]) => agreements.indexFor(OWN_HEI, partner, { academicYears });
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
      const { moment } = await store.agreements.decide({ heiId: OWN_HEI, theirs: { partnerHeiId: partner, iiaId: iiaId("none") } }, (_found, now) => ({
        agreements: [sampleAgreement({ partnerHeiId: partner, id: "clock-2", changedAt: now })], changes: [], moment: now,
      }));
      await create(partner, "clock-3");
      clock.set(start);
      expect(moment).toEqual(start);
      expect(await store.agreements.indexFor(OWN_HEI, partner, { changedSince: start })).toEqual(["clock-1", "clock-2", "clock-3"]);
      expect((await store.agreements.get(OWN_HEI, iiaId("clock-3")))?.agreement.changedAt).toEqual(start);
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
          for (const id of await other.agreements.indexFor(OWN_HEI, partner, { changedSince: since })) seen.add(id);
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
      expect(await agreements.approvalsOf(OWN_HEI, partner, ["t1", "t2", "t3", "t4"].map(iiaId))).toEqual([{ partnerIiaId: "t1", hash: hashOf("t1"), pdfFileId: "countersigned" }]);
      expect(await agreements.approvalsOf(OWN_HEI, freshPartner(), [iiaId("t1")])).toEqual([]);
    });
  });

  describe("statistics", () => {
    test("count by who approved the present version of the other's copy", async () => {
      const { agreements } = subject().store;
      const own = heiId("stats.example");
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
      const first = await agreements.list(OWN_HEI, { partnerHeiId: partner }, { limit: 2 });
      expect(first.items.map(({ agreement }) => agreement.id)).toEqual(["list-1", "list-2"]);
      await create(partner, "list-4");
      await create(partner, "list-1", { revision: 2, stage: "deleted" });
      const second = await agreements.list(OWN_HEI, { partnerHeiId: partner, stages: ["shared"] }, { limit: 5, ...(first.next !== undefined && { cursor: first.next }) });
      expect(second.items.map(({ agreement }) => agreement.id)).toEqual(["list-3", "list-4", "list-5"]);
      expect(second.next).toBeUndefined();
    });

    test("a cursor that nobody gave is refused with 400", async () => {
      expect(await refusalOf(subject().store.agreements.list(OWN_HEI, {}, { limit: 5, cursor: "%%%" }))).toMatchObject({ status: 400, code: "bad-cursor" });
    });

    test("partner's copies by link and by being gone", async () => {
      const { agreements } = subject().store;
      const partner = freshPartner();
      const copies = [samplePartnerCopy({ partnerHeiId: partner, id: "c1" }), samplePartnerCopy({ partnerHeiId: partner, id: "c2", goneAt: new Date(5) }), samplePartnerCopy({ partnerHeiId: partner, id: "c3" })];
      await agreements.decide({ heiId: OWN_HEI, own: iiaId("links-c3"), theirs: { partnerHeiId: partner, iiaId: iiaId("c3") } }, () => ({
        agreements: [sampleAgreement({ partnerHeiId: partner, id: "links-c3", partnerIiaId: iiaId("c3") })], partnerCopies: copies, changes: [],
      }));
      const ids = async (filter: object) => (await agreements.partnerCopies(OWN_HEI, { partnerHeiId: partner, ...filter }, { limit: 10 })).items.map(({ iiaId: id, linkedTo }) => [id, linkedTo]);
      expect(await ids({})).toEqual([["c1", undefined], ["c2", undefined], ["c3", "links-c3"]]);
      expect(await ids({ linked: true })).toEqual([["c3", "links-c3"]]);
      expect(await ids({ linked: false, gone: false })).toEqual([["c1", undefined]]);
      expect(await ids({ gone: true })).toEqual([["c2", undefined]]);
      const page = await agreements.partnerCopies(OWN_HEI, { partnerHeiId: partner }, { limit: 1 });
      const next = await agreements.partnerCopies(OWN_HEI, { partnerHeiId: partner }, { limit: 1, cursor: page.next ?? "" });
      expect(next.items.map(({ iiaId: id }) => id)).toEqual(["c2"]);
    });

    test("every version of a partner's copy is kept, newest first", async () => {
      const { agreements } = subject().store;
      const partner = freshPartner();
      const theirs = { partnerHeiId: partner, iiaId: iiaId("v") };
      const copy = samplePartnerCopy({ partnerHeiId: partner, id: "v" });
      const second = { ...copy, current: { ...copy.current, version: 2, hash: hashOf("second") } };
      for (const next of [copy, second, { ...second, confirmedAt: new Date(9) }]) await agreements.decide({ heiId: OWN_HEI, theirs }, () => ({ partnerCopies: [next], changes: [] }));
      expect(await agreements.partnerVersions(OWN_HEI, partner, iiaId("v"))).toEqual([second.current, copy.current]);
      expect(await agreements.partnerCopy(OWN_HEI, partner, iiaId("v"))).toEqual({ ...second, confirmedAt: new Date(9) });
    });
  });
};
