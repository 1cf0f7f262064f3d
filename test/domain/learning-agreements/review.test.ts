/** The receiving side: double clicks, conflicts, partners that start again (PROTOCOL 6.5; omobility-las issues 33 and 49). */
import { describe, expect, test } from "@jest/globals";
import { type IncomingLa, threeWay } from "../../../src/domain/learning-agreements/incoming.js";
import type { LaDocument, Proposal, SignedComponents } from "../../../src/domain/learning-agreements/model.js";
import type { LaAnswer } from "../../../src/domain/learning-agreements/outgoing.js";
import type { Context, Decision } from "../../../src/domain/learning-agreements/transitions/decision.js";
import { lose, receive, recordTold } from "../../../src/domain/learning-agreements/transitions/receive.js";
import { review } from "../../../src/domain/learning-agreements/transitions/review.js";
import { incomingStatus, incomingTurn } from "../../../src/domain/learning-agreements/overview/standing.js";
import { omit } from "../../../src/kernel/omit.js";
import { refusedWith } from "../../support/refusal.js";
import { component, MOBILITY, officerSigns, RECEIVER, sampleComponents, sampleDetails, SENDER, studentSigns } from "../../support/learning-agreements/sample-las.js";

const at: Context = { now: new Date("2026-05-03T00:00:00Z"), actor: "office" };
const la = ({ incoming }: Decision): IncomingLa => {
  if (!incoming) throw new Error("nothing was saved");
  return incoming;
};
const kinds = ({ changes }: Decision): string[] => changes.map((change) => ("outcome" in change ? `${change.kind} ${change.outcome}` : change.kind));
const signatures = { student: studentSigns(), sending: officerSigns("Anna") };
const proposal = (id: string, more: Partial<Proposal> = {}): Proposal => ({ id, components: sampleComponents(), ...signatures, ...more });
const signedBy = (name: string, more: Partial<SignedComponents> = {}): SignedComponents => ({ components: sampleComponents(), ...signatures, receiving: officerSigns(name), ...more });
const document = (more: Partial<LaDocument>): LaDocument => ({ omobilityId: MOBILITY, ...sampleDetails(), ...more });
const read = (found: IncomingLa | undefined, more: Partial<LaDocument>): Decision => receive(found, { heiId: RECEIVER, partnerHeiId: SENDER, document: document(more), exchangeId: "x" }, at);
const approval = (proposalId: string, signedAt = "2026-05-02T10:00:00+02:00"): LaAnswer => ({ verdict: "approve", proposalId, signature: officerSigns("Bo", signedAt) });
const waiting = (): IncomingLa => la(review(la(read(undefined, { proposal: proposal("p1") })), { answer: approval("p1"), reviewedVersion: 1 }, at));

describe("one answer", () => {
  test("a double click is one answer, whatever the moments of its two signatures", () => {
    const once = waiting();
    expect(review(once, { answer: approval("p1", "2026-05-02T10:00:01+02:00"), reviewedVersion: 1 }, at)).toEqual({ changes: [] });
    const taken = la(recordTold(once, { proposalId: "p1", state: "accepted", exchangeId: "y" }, at));
    expect(review(taken, { answer: approval("p1", "2026-05-02T10:00:02+02:00"), reviewedVersion: 1 }, at)).toEqual({ changes: [] });
  });
  test("another answer to the same proposal is refused", () =>
    expect(refusedWith(() => review(waiting(), { answer: { verdict: "comment", comment: "no", proposalId: "p1", signature: officerSigns("Bo") }, reviewedVersion: 1 }, at)))
      .toBe("422 Another answer to this proposal was given."));
  test("a comment needs words", () =>
    expect(refusedWith(() => review(la(read(undefined, { proposal: proposal("p1") })), { answer: { verdict: "comment", comment: " ", proposalId: "p1", signature: officerSigns("Bo") }, reviewedVersion: 1 }, at)))
      .toBe("400 A proposal is commented with a text."));
  test("what was not looked at is not approved", () => {
    const newer = la(read(la(read(undefined, { proposal: proposal("p1") })), { proposal: proposal("p2", { components: sampleComponents({ studied: [component("x")] }) }) }));
    expect(refusedWith(() => review(newer, { answer: approval("p1"), reviewedVersion: 1 }, at))).toBe("409 The learning agreement is not the reviewed version any more.");
  });
  test("what is faulty but clear is approved, what is unclear is not", () => {
    const first = signedBy("Bo");
    const clear = la(read(undefined, { proposal: proposal("p1", { components: { studied: [component("a", { shortDescription: "x" })] } }) }));
    expect(kinds(review(clear, { answer: approval("p1"), reviewedVersion: 1 }, at))).toEqual(["incoming-la-answered"]);
    const unclear = la(read(undefined, { firstVersion: first, proposal: proposal("p2", { components: { studied: [component("never agreed", { change: { status: "deleted" } })] } }) }));
    expect(refusedWith(() => review(unclear, { answer: approval("p2"), reviewedVersion: 1 }, at))).toBe("422 The proposal does not say clearly what would be approved.");
  });
});

describe("what became of it", () => {
  test("la-no-cnr: our signature on the first version says that it was taken, also when the answer to it was lost", () => {
    const decision = read(waiting(), { firstVersion: signedBy("Bo") });
    expect(kinds(decision)).toEqual(["incoming-la-seen", "incoming-la-told accepted"]);
    expect(la(decision)).toMatchObject({ answer: { state: "accepted" }, proposals: [{ proposalId: "p1", outcome: "approved" }], agreed: { receiving: officerSigns("Bo") } });
  });
  test("a newer proposal makes it outdated, and the three sides are shown", () => {
    const theirs = proposal("p2", { components: sampleComponents({ studied: [component("Introductory calculus", { losId: "CR/1", losCode: "KR1" }), component("Topology")] }) });
    const decision = read(waiting(), { proposal: theirs });
    expect(kinds(decision)).toEqual(["incoming-la-seen", "incoming-la-told outdated"]);
    const view = threeWay(la(decision));
    expect(view).toMatchObject({ base: proposal("p1"), mine: approval("p1"), theirs });
    expect(view?.differences.map(({ table, what, component: { title } }) => `${table} ${what} ${title}`)).toEqual(["studied removed Logic", "studied added Topology"]);
    expect(kinds(review(la(decision), { answer: approval("p2"), reviewedVersion: 2 }, at))).toEqual(["incoming-la-answered"]);
  });
  test("the same id with another content is another proposal (nom-silent)", () =>
    expect(kinds(read(waiting(), { proposal: proposal("p1", { components: sampleComponents({ studied: [component("x")] }) }) }))).toEqual(["incoming-la-seen", "incoming-la-told outdated"]));
  test("what is no longer shown cannot be told", () => expect(kinds(lose(waiting(), at))).toEqual(["incoming-la-gone", "incoming-la-told outdated"]));
  test("a comment whose proposal is not there any more may have been taken: it is told again, and the partner says", () => {
    const commented = la(review(la(read(undefined, { proposal: proposal("p1") })), { answer: { verdict: "comment", comment: "no", proposalId: "p1", signature: officerSigns("Bo") }, reviewedVersion: 1 }, at));
    for (const decision of [lose(commented, at), read(commented, { firstVersion: signedBy("Bo") })]) {
      expect(kinds(decision).filter((kind) => kind.startsWith("incoming-la-told"))).toEqual([]);
      expect(la(recordTold(la(decision), { proposalId: "p1", state: "accepted", exchangeId: "y" }, at))).toMatchObject({ answer: { state: "accepted" }, proposals: [{ outcome: "rejected" }] });
    }
    expect(kinds(read(commented, { proposal: proposal("p2", { components: sampleComponents({ studied: [component("x")] }) }) }))).toEqual(["incoming-la-seen", "incoming-la-told outdated"]);
  });
  test("minor data does not touch it", () =>
    expect(kinds(read(waiting(), { proposal: proposal("p1"), student: { ...sampleDetails().student, email: "new@example.com" } }))).toEqual(["incoming-la-seen"]));
  test("the same again only confirms", () => {
    const before = waiting();
    expect(read(before, { proposal: proposal("p1") })).toEqual({ incoming: { ...before, confirmedAt: at.now }, changes: [] });
  });
});

describe("a partner that starts again (la-restart)", () => {
  const agreed = la(read(undefined, { firstVersion: signedBy("Bo") }));
  test("its agreement without what was agreed is told, and approved only knowingly", () => {
    const again = read(agreed, { proposal: proposal("p9") });
    expect(kinds(again)).toEqual(["incoming-la-seen", "incoming-la-restarted"]);
    expect(la(again).restart).toEqual({ since: at.now, lastVersion: 1 });
    expect(refusedWith(() => review(la(again), { answer: approval("p9"), reviewedVersion: 2 }, at))).toBe("422 The partner started this learning agreement again from its first version.");
    const accepted = la(review(la(again), { answer: approval("p9"), reviewedVersion: 2, acceptsRestart: true }, at));
    expect(la(read(accepted, { firstVersion: signedBy("Bo") })).restart).toBeUndefined();
  });
  test("also when it vanished in between", () => expect(kinds(read(la(lose(agreed, at)), { proposal: proposal("p9") }))).toEqual(["incoming-la-seen", "incoming-la-restarted"]));
  test("another first version than the one that we signed is told", () =>
    expect(kinds(read(agreed, { firstVersion: signedBy("Bo", { components: sampleComponents({ studied: [component("x")] }) }) }))).toEqual(["incoming-la-seen", "incoming-la-restarted"]));
  describe("before it ever showed what it took", () => {
    const taken = (): IncomingLa => la(recordTold(waiting(), { proposalId: "p1", state: "accepted", exchangeId: "y" }, at));
    test("our approval counts as agreed, and a proposal of another first version is told", () => {
      expect(taken().agreed).toEqual(signedBy("Bo"));
      const again = read(taken(), { proposal: proposal("p9") });
      expect(kinds(again)).toEqual(["incoming-la-seen", "incoming-la-restarted"]);
      expect(la(again)).toMatchObject({ restart: { lastVersion: 1 }, agreed: signedBy("Bo"), proposals: [{ proposalId: "p1", outcome: "approved" }, { proposalId: "p9", outcome: "awaiting" }] });
      expect(refusedWith(() => review(la(again), { answer: approval("p9"), reviewedVersion: 2 }, at))).toBe("422 The partner started this learning agreement again from its first version.");
    });
    test("also one whose acceptance was noted before approvals were kept as agreed", () =>
      expect(kinds(read({ ...omit(taken(), "agreed") }, { proposal: proposal("p9") }))).toEqual(["incoming-la-seen", "incoming-la-restarted"]));
    test("also when it was read while our approval was on its way", () => {
      const outdated = la(read(waiting(), { proposal: proposal("p9") }));
      const decision = recordTold(outdated, { proposalId: "p1", state: "accepted", exchangeId: "y" }, at);
      expect(kinds(decision)).toEqual(["incoming-la-told accepted", "incoming-la-restarted"]);
      expect(la(decision).restart).toEqual({ since: at.now, lastVersion: 2 });
    });
    test("a partner that is slow to show it has not started again", () => {
      const slow = read(taken(), { proposal: proposal("p1"), student: { ...sampleDetails().student, email: "new@example.com" } });
      expect(kinds(slow)).toEqual(["incoming-la-seen"]);
      expect(kinds(read(la(slow), { firstVersion: signedBy("Bo") }))).toEqual(["incoming-la-seen"]);
    });
    test("the second start is told as the first was", () => {
      const again = la(read(taken(), { proposal: proposal("p9", { components: sampleComponents({ studied: [component("x")] }) }) }));
      const known = la(review(again, { answer: approval("p9"), reviewedVersion: 2, acceptsRestart: true }, at));
      const agreedAnew = la(recordTold(known, { proposalId: "p9", state: "accepted", exchangeId: "z" }, at));
      expect(agreedAnew).toMatchObject({ agreed: { components: { studied: [component("x")] } } });
      expect(agreedAnew.restart).toBeUndefined();
      expect(kinds(read(agreedAnew, { proposal: proposal("p10") }))).toEqual(["incoming-la-seen", "incoming-la-restarted"]);
    });
  });
  test("the same proposal again, as from a backup, waits for an answer again and can be answered", () => {
    const shown = la(read(waiting(), { firstVersion: signedBy("Bo") }));
    const again = la(read(shown, { proposal: proposal("p1") }));
    expect([again.restart?.lastVersion, incomingStatus(again), incomingTurn(again, undefined)]).toEqual([2, "awaiting", "receiving"]);
    expect(kinds(review(again, { answer: approval("p1"), reviewedVersion: 3, acceptsRestart: true }, at))).toEqual(["incoming-la-answered"]);
  });
  test("what comes back as it was is no restart any more", () => expect(la(read(la(read(agreed, { proposal: proposal("p9") })), { firstVersion: signedBy("Bo") })).restart).toBeUndefined());
});