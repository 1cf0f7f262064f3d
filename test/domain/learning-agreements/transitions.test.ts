import { describe, expect, test } from "@jest/globals";
import { servedDocument, type LaAnswer, type OutgoingLa, versionsOf } from "../../../src/domain/learning-agreements/outgoing.js";
import type { Components, LaDetails } from "../../../src/domain/learning-agreements/model.js";
import { documentProblems } from "../../../src/domain/learning-agreements/rules/document.js";
import { answerProposal } from "../../../src/domain/learning-agreements/transitions/answer.js";
import type { Context, Decision } from "../../../src/domain/learning-agreements/transitions/decision.js";
import { create, draft, editDetails, remove, signAsSender, signAsStudent, withdraw } from "../../../src/domain/learning-agreements/transitions/prepare.js";
import { refusedWith } from "../../support/refusal.js";
import { component, MOBILITY, officerSigns, RECEIVER, sampleComponents, sampleDetails, SENDER, studentSigns } from "../../support/learning-agreements/sample-las.js";

const at: Context = { now: new Date("2026-05-03T00:00:00Z"), actor: "office" };
const la = ({ outgoing }: Decision): OutgoingLa => {
  if (!outgoing) throw new Error("nothing was saved");
  return outgoing;
};
const shown = (of: OutgoingLa) => {
  const document = servedDocument(of);
  if (!document) throw new Error("nothing is served");
  return document;
};
const said = ({ changes }: Decision): string[] => changes.map((change) => ("what" in change ? `${change.kind} ${change.what}` : change.kind));
const made = (more: { readonly details?: LaDetails; readonly components?: Components; readonly mobilityType?: "semester" | "blended" | "doctoral" } = {}) =>
  create(undefined, { heiId: SENDER, partnerHeiId: RECEIVER, omobilityId: MOBILITY, mobilityType: "semester", details: sampleDetails(), components: sampleComponents(), ...more }, at);
const signed = (before: OutgoingLa) => signAsSender(la(signAsStudent(before, { signature: studentSigns() }, at)), { signature: officerSigns("Anna") }, at);
const approval = (of: OutgoingLa, name = "Bo"): LaAnswer => ({ verdict: "approve", proposalId: of.proposal?.id ?? "", signature: officerSigns(name) });
const comment = (of: OutgoingLa): LaAnswer => ({ verdict: "comment", comment: "Calculus is not held.", proposalId: of.proposal?.id ?? "", signature: officerSigns("Bo") });
const agreed = () => { const sent = la(signed(la(made()))); return la(answerProposal(sent, approval(sent), at)); };
const rowsOf = (more: Components) => sampleComponents(more);

describe("the first version (PROTOCOL 6.5 steps 1 and 2)", () => {
  test("row 89: nothing is served before the student and we have signed", () => {
    const drafted = made();
    const studentOnly = signAsStudent(la(drafted), { signature: studentSigns() }, at);
    expect([said(drafted), said(studentOnly)]).toEqual([["la-drafted"], ["la-drafted"]]);
    expect([servedDocument(la(drafted)), servedDocument(la(studentOnly))]).toEqual([undefined, undefined]);
  });
  test("the student signs first, once", () => {
    const drafted = la(made());
    expect(refusedWith(() => signAsSender(drafted, { signature: officerSigns("Anna") }, at))).toBe("422 The student has not signed the draft.");
    const studentOnly = la(signAsStudent(drafted, { signature: studentSigns() }, at));
    expect(signAsStudent(studentOnly, { signature: { ...studentSigns(), timestamp: "2026-05-04T00:00:00Z" } }, at)).toEqual({ changes: [] });
    expect(refusedWith(() => signAsStudent(studentOnly, { signature: { ...studentSigns(), name: "Somebody else" } }, at))).toBe("422 The student has signed this draft already.");
    const sent = la(signAsSender(studentOnly, { signature: officerSigns("Anna") }, at));
    expect(signAsSender(sent, { signature: { ...officerSigns("Anna"), timestamp: "2026-05-04T00:00:00Z" } }, at)).toEqual({ changes: [] });
    expect(refusedWith(() => signAsSender(sent, { signature: officerSigns("Bo") }, at))).toBe("422 A proposal waits for the answer of the receiving institution.");
  });
  test("signed by both it is a proposal without a first version, and the partner is told", () => {
    const sent = signed(la(made()));
    expect(said(sent)).toEqual(["la-changed proposed"]);
    expect(servedDocument(la(sent))).toMatchObject({ omobilityId: MOBILITY, proposal: { components: sampleComponents(), student: studentSigns(), sending: officerSigns("Anna") } });
    expect(servedDocument(la(sent))).not.toHaveProperty("firstVersion");
  });
  test("row 91: approved it is the first version with three signatures, and the partner is told all the same", () => {
    const sent = la(signed(la(made())));
    const decision = answerProposal(sent, approval(sent), at);
    expect(said(decision)).toEqual(["la-changed approved"]);
    expect(servedDocument(la(decision))).toMatchObject({ firstVersion: { receiving: officerSigns("Bo") } });
    expect(servedDocument(la(decision))).not.toHaveProperty("proposal");
    expect(documentProblems(shown(la(decision)))).toEqual([]);
  });
  test("row 89: rejected it disappears until it is signed anew, under a new id", () => {
    const sent = la(signed(la(made())));
    const decision = answerProposal(sent, comment(sent), at);
    expect([said(decision), servedDocument(la(decision))]).toEqual([["la-changed rejected"], undefined]);
    expect(la(decision).draft).toEqual({ components: sampleComponents() });
    expect(la(signed(la(decision))).proposal?.id).not.toBe(sent.proposal?.id);
  });
  test("row 90: another proposal is 409", () => {
    const sent = la(signed(la(made())));
    expect(refusedWith(() => answerProposal(sent, { ...approval(sent), proposalId: "other" }, at))).toBe("409 The changes-proposal-id is not that of the current proposal.");
  });
  test("the very same answer sent again changes nothing, another one about a decided proposal is 409", () => {
    const sent = la(signed(la(made())));
    const after = la(answerProposal(sent, approval(sent), at));
    expect(answerProposal(after, approval(sent), at)).toEqual({ changes: [] });
    expect(refusedWith(() => answerProposal(after, approval(sent, "Eva"), at))).toBe("409 The changes-proposal-id is not that of the current proposal.");
    expect(refusedWith(() => answerProposal(after, comment(sent), at))).toBe("409 The changes-proposal-id is not that of the current proposal.");
  });
});

describe("changes (PROTOCOL 6.5 steps 3 and 4)", () => {
  const change = (before: OutgoingLa, components: Components) => la(signed(la(draft(before, { components }, at))));
  test("row 92: they are relative to the first version and replace one another", () => {
    const one = change(agreed(), rowsOf({ studied: [component("Logic"), component("Algebra")] }));
    const two = la(answerProposal(one, approval(one), at));
    expect(two.approvedChanges?.components.studied?.map(({ title, change: mark }) => [title, mark?.status])).toEqual([["Introductory calculus", "deleted"], ["Algebra", "inserted"]]);
    const three = change(two, rowsOf({ studied: [component("Logic"), component("Topology")] }));
    const four = la(answerProposal(three, approval(three), at));
    expect(four.approvedChanges?.components.studied?.map(({ title, change: mark }) => [title, mark?.status])).toEqual([["Introductory calculus", "deleted"], ["Topology", "inserted"]]);
    expect(documentProblems(shown(four))).toEqual([]);
  });
  test("rejected only what all have signed remains", () => {
    const one = change(agreed(), rowsOf({ studied: [component("Logic")] }));
    const rejected = la(answerProposal(one, comment(one), at));
    expect(servedDocument(rejected)).toEqual(servedDocument({ ...agreed(), rounds: [] }));
  });
  test("what nobody approved cannot be approved: no changes are refused", () =>
    expect(refusedWith(() => draft(agreed(), { components: sampleComponents() }, at))).toBe("400 The learning agreement breaks a rule of the network: components: nothing is changed."));
  test("a proposal that waits is withdrawn before anything else is proposed", () => {
    const sent = la(signed(la(made())));
    expect(refusedWith(() => draft(sent, { components: sampleComponents() }, at))).toBe("422 A proposal waits for the answer of the receiving institution.");
    const back = withdraw(sent, {}, at);
    expect([said(back), servedDocument(la(back))]).toEqual([["la-changed withdrawn"], undefined]);
    expect(la(signed(la(back))).proposal?.id).toBe(sent.proposal?.id);
    expect(versionsOf(la(signed(la(back)))).map(({ outcome }) => outcome)).toEqual(["awaiting"]);
  });
  test.each([["blended", { blended: [component("Week in Lodz", { shortDescription: "Online before and after." })] }], ["doctoral", { doctoral: [component("Thesis")] }]] as const)("a %s mobility has one version", (mobilityType, components) => {
    const sent = la(signed(la(made({ mobilityType, components }))));
    const after = la(answerProposal(sent, approval(sent), at));
    expect(documentProblems(shown(after))).toEqual([]);
    expect(refusedWith(() => draft(after, { components }, at))).toBe("422 The agreement of a short mobility has no changes after its first version.");
  });
});

describe("the student's data", () => {
  const renamed = sampleDetails({ student: { ...sampleDetails().student, familyName: "Karamazov" } });
  test("minor data changes at once, with a notice, and the proposal keeps its id", () => {
    const sent = la(signed(la(made())));
    const edited = editDetails(sent, { details: sampleDetails({ student: { ...sampleDetails().student, email: "new@example.com" } }) }, at);
    expect([said(edited), la(edited).proposal?.id]).toEqual([["la-changed details"], sent.proposal?.id]);
  });
  test("a name changes by a proposal only", () => {
    expect(refusedWith(() => editDetails(agreed(), { details: renamed }, at))).toBe("422 Names, birth date and identifier of the student change by a proposal only.");
    const sent = la(signed(la(draft(agreed(), { components: sampleComponents(), studentChanges: { familyName: "Karamazov", givenNames: "Ivan Petrovich" } }, at))));
    expect(servedDocument(sent)).toMatchObject({ student: { familyName: "Sidorov" }, proposal: { studentChanges: { familyName: "Karamazov" } } });
    expect(sent.proposal?.studentChanges).toEqual({ familyName: "Karamazov" });
    expect(servedDocument(la(answerProposal(sent, approval(sent), at)))).toMatchObject({ student: { familyName: "Karamazov" } });
  });
  test("before anything was sent a name is corrected, and the student signs again", () => {
    const studentOnly = la(signAsStudent(la(made()), { signature: studentSigns() }, at));
    const edited = la(editDetails(studentOnly, { details: renamed }, at));
    expect([edited.details.student.familyName, edited.draft]).toEqual(["Karamazov", { components: sampleComponents() }]);
  });
});

describe("deletion", () => {
  test("what all three have signed stays", () => expect(refusedWith(() => remove(agreed(), {}, at))).toBe("422 The learning agreement was signed by all three parties."));
  test("las/15: deleted and made again under the same id, its proposals have other ids", () => {
    const sent = la(signed(la(made())));
    const rejected = la(answerProposal(sent, comment(sent), at));
    const gone = remove(la(signed(rejected)), {}, at);
    expect([said(gone), servedDocument(la(gone))]).toEqual([["la-changed deleted"], undefined]);
    const again = create(la(gone), { heiId: SENDER, partnerHeiId: RECEIVER, omobilityId: MOBILITY, mobilityType: "semester", details: sampleDetails(), components: sampleComponents() }, at);
    expect(la(again).revision).toBe(la(gone).revision + 1);
    expect(la(signed(la(again))).proposal?.id).not.toBe(sent.proposal?.id);
  });
});

test.each<readonly [string, () => unknown, string]>([
  ["a missing table", () => made({ components: { studied: [component("a")] } }), "components.recognized: is missing"],
  ["no term", () => made({ components: sampleComponents({ recognized: [{ title: "a", credits: [] }] }) }), "components.recognized[0].term: is missing"],
  ["conditions in table A", () => made({ components: sampleComponents({ studied: [component("a", { recognitionConditions: "x" })] }) }), "components.studied[0].recognitionConditions: does not belong to this table"],
  ["a virtual component without a description", () => made({ components: sampleComponents({ virtual: [component("a")] }) }), "components.virtual[0].shortDescription: is missing"],
  ["a blended table in a semester", () => made({ components: sampleComponents({ blended: [component("a", { shortDescription: "b" })] }) }), "components.blended: does not belong to a mobility of the type semester"],
  ["a student without an identifier", () => made({ details: sampleDetails({ student: { ...sampleDetails().student, globalId: "" } }) }), "student.globalId: is missing"],
  ["a student who is not born yet", () => made({ details: sampleDetails({ student: { ...sampleDetails().student, birthDate: "2031-01-01" } }) }), "student.birthDate: is too late for a student of this year"],
  ["a field that does not exist", () => made({ details: sampleDetails({ iscedFCode: "9999" }) }), "iscedFCode: names no field of ISCED-F 2013"],
  ["no unit of the sending institution", () => made({ details: { ...sampleDetails(), sending: { heiId: SENDER, contact: sampleDetails().sending.contact } } }), "sending.ounitName: is missing"],
  ["an end before the start", () => made({ details: sampleDetails({ end: "2027-01" }) }), "end: is before the start"],
  ["a reason that does not fit", () => draft(agreed(), { components: sampleComponents({ studied: [component("b", { change: { status: "inserted", code: "not-available" } })] }) }, at), "components.studied[2].change.code: is no reason for a component that is inserted"],
])("%s is refused", (_what, act, problem) => expect(refusedWith(act)).toBe(`400 The learning agreement breaks a rule of the network: ${problem}.`));
