import { describe, expect, test } from "@jest/globals";
import type { Decision, Found } from "../../src/domain/agreements/ports.js";
import { iiaId, type HeiId } from "../../src/kernel/ids.js";
import { creator, freshPartner, OWN_HEI, refusalOf, sent } from "../support/agreements/agreement-steps.js";
import { sampleAgreement, samplePartnerCopy, sampleVersion } from "../support/agreements/sample-agreements.js";
import type { StoreSubject } from "../support/servers/stores.js";

/** What every `AgreementStore` promises of decisions. */
export const agreementDecisionsContract = (subject: () => StoreSubject): void => {
  const create = creator(subject);
  const deliveriesTo = async (partner: HeiId) => (await subject().store.outbox.list(OWN_HEI, { partnerHeiId: partner }, { limit: 100 })).items;

  describe("decisions", () => {
    test("save the state, its version, the timeline and the delivery in one commit", async () => {
      const { store } = subject();
      const partner = freshPartner();
      await create(partner, "one-commit", {}, [sent(partner, "one-commit")]);
      const pair = await store.agreements.get(OWN_HEI, iiaId("one-commit"));
      expect(pair?.agreement).toEqual(sampleAgreement({ partnerHeiId: partner, id: "one-commit", changedAt: subject().clock.now() }));
      expect(await store.agreements.ownVersions(OWN_HEI, iiaId("one-commit"))).toEqual([sampleVersion({ partnerHeiId: partner, id: "one-commit" })]);
      expect(await store.agreements.timeline(OWN_HEI, iiaId("one-commit"))).toEqual([sent(partner, "one-commit")]);
      expect(await deliveriesTo(partner)).toMatchObject([{ kind: "iia-cnr", objectId: "one-commit", state: "waiting", attempts: 0 }]);
    });

    test("an approval is announced by the partner's id, and nothing else by any", async () => {
      const partner = freshPartner();
      const about = { heiId: OWN_HEI, partnerHeiId: partner, iiaId: iiaId("announced"), at: new Date(0), actor: "test" };
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
      const work = store.agreements.decide({ heiId: OWN_HEI, own: iiaId("crash-1") }, () => ({
        agreements: [sampleAgreement({ partnerHeiId: partner, id: "crash-1", partnerIiaId: iiaId("same") }), broken],
        changes: [sent(partner, "crash-1")],
      }));
      expect(await refusalOf(work)).toMatchObject({ status: 409 });
      expect(await store.agreements.get(OWN_HEI, iiaId("crash-1"))).toBeUndefined();
      expect(await store.agreements.timeline(OWN_HEI, iiaId("crash-1"))).toEqual([]);
      expect(await deliveriesTo(partner)).toEqual([]);
    });

    test("a refusal of the decision is thrown on as it is and saves nothing", async () => {
      const work = subject().store.agreements.decide({ heiId: OWN_HEI }, () => { throw new RangeError("not like this"); });
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
      const increment = (through: typeof store) => through.agreements.decide({ heiId: OWN_HEI, own: iiaId("counter") }, (found, now) => {
        const own = found.own;
        if (!own) throw new Error("gone");
        return { agreements: [{ ...own, revision: own.revision + 1, changedAt: now }], changes: [sent(partner, "counter")] };
      });
      await Promise.all(Array.from({ length: 20 }, (_, i) => increment(i % 2 ? store : other)));
      expect((await store.agreements.get(OWN_HEI, iiaId("counter")))?.agreement.revision).toBe(21);
      expect(await store.agreements.timeline(OWN_HEI, iiaId("counter"))).toHaveLength(20);
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
      expect((await subject().store.agreements.get(OWN_HEI, iiaId("tombstone")))?.agreement.stage).toBe("deleted");
    });

    test("a partner's copy is bound to one living agreement", async () => {
      const { store, other } = subject();
      const partner = freshPartner();
      const bound = { partnerIiaId: iiaId("theirs-1") };
      const race = await Promise.allSettled(["bind-1", "bind-2"].map((id, i) => (i ? other : store).agreements.decide({ heiId: OWN_HEI, own: iiaId(id) }, () => ({
        agreements: [sampleAgreement({ partnerHeiId: partner, id, ...bound })], changes: [],
      }))));
      expect(race.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const lost = race.find((result) => result.status === "rejected");
      expect(lost?.reason).toMatchObject({ status: 409, developerMessage: "Another change came first and breaks a rule with this one: load the present state and try again." });
    });

    test("a copy moves from one agreement to another in one decision", async () => {
      const { store } = subject();
      const partner = freshPartner();
      await create(partner, "z-new");
      await create(partner, "a-old", { partnerIiaId: iiaId("moved") });
      await store.agreements.decide({ heiId: OWN_HEI, theirs: { partnerHeiId: partner, iiaId: iiaId("moved") } }, () => ({
        agreements: [sampleAgreement({ partnerHeiId: partner, id: "z-new", revision: 2, partnerIiaId: iiaId("moved") }), sampleAgreement({ partnerHeiId: partner, id: "a-old", revision: 2 })], changes: [],
      }));
      const found = await look(store, { heiId: OWN_HEI, theirs: { partnerHeiId: partner, iiaId: iiaId("moved") } });
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
      expect(await look(store, { heiId: OWN_HEI, own: iiaId("found"), theirs })).toEqual({});
      await store.agreements.decide({ heiId: OWN_HEI, theirs }, () => ({ partnerCopies: [copy], changes: [] }));
      expect(await look(store, { heiId: OWN_HEI, theirs })).toEqual({ theirs: copy });
      await create(partner, "found", { partnerIiaId: iiaId("theirs-2") });
      expect(await look(store, { heiId: OWN_HEI, own: iiaId("found") })).toMatchObject({ own: { id: "found" }, theirs: { iiaId: "theirs-2" } });
      expect(await look(store, { heiId: OWN_HEI, theirs })).toMatchObject({ theirs: { iiaId: "theirs-2" }, linked: { id: "found" } });
    });

    test("a deleted agreement lets go of the partner's copy", async () => {
      const { store } = subject();
      const partner = freshPartner();
      await create(partner, "let-go", { partnerIiaId: iiaId("freed") });
      await create(partner, "let-go", { partnerIiaId: iiaId("freed"), revision: 2, stage: "deleted" });
      await create(partner, "successor", { partnerIiaId: iiaId("freed") });
      expect((await look(store, { heiId: OWN_HEI, theirs: { partnerHeiId: partner, iiaId: iiaId("freed") } })).linked?.id).toBe("successor");
    });
  });
};
