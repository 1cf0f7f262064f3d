/** What an office does with its learning agreements until a proposal leaves (PROTOCOL 6.5 steps 1 and 3). */
import { isDeepStrictEqual } from "node:util";
import type { HeiId, OmobilityId } from "../../../kernel/ids.js";
import { BORN, isBornBefore, isField, NO_FIELD } from "../../mobilities/plausible.js";
import { omit } from "../../../kernel/omit.js";
import { asFirstVersion, changesBetween } from "../components.js";
import { type Components, type LaDetails, type LaStudent, type MobilityType, PROTECTED_STUDENT_FIELDS, type Signature } from "../model.js";
import type { LaDraft, OutgoingLa } from "../outgoing.js";
import { proposalId } from "./proposal-id.js";
import { changeProblems, firstVersionProblems } from "../rules/components.js";
import { detailProblems } from "../rules/details.js";
import { type LaProblem, problem } from "../rules/problem.js";
import { type Context, type Decision, nothing, saved } from "./decision.js";
import * as refusals from "./refusals.js";

export interface CreateLa {
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  readonly omobilityId: OmobilityId;
  readonly mobilityType: MobilityType;
  readonly details: LaDetails;
  readonly components: Components;
  /** What the details refer to and that is not there. */
  readonly unknown?: readonly LaProblem[];
}

const living = (found: OutgoingLa | undefined): OutgoingLa => {
  if (!found || found.deletedAt) throw refusals.noSuchLa();
  return found;
};

const check = (problems: readonly LaProblem[]): void => {
  if (problems.length > 0) throw refusals.invalidLa(problems);
};

const partyProblems = (la: Pick<OutgoingLa, "heiId" | "partnerHeiId">, { sending, receiving, student, receivingAcademicYear, iscedFCode }: LaDetails): readonly LaProblem[] => [
  ...(sending.heiId === la.heiId ? [] : [problem("sending.heiId", "is not the sending institution", la.heiId)]),
  ...(isBornBefore(student.birthDate, receivingAcademicYear) ? [] : [problem("student.birthDate", BORN.problem, BORN.expected)]),
  ...(/^\d{4}$/.test(iscedFCode) && !isField(iscedFCode) ? [problem("iscedFCode", NO_FIELD.problem, NO_FIELD.expected)] : []),
  ...(receiving.heiId === la.partnerHeiId ? [] : [problem("receiving.heiId", "is not the receiving institution", la.partnerHeiId)]),
];

/** The same form sent twice, before anything else was done. */
const isRepeated = (found: OutgoingLa, { partnerHeiId, mobilityType, details }: Omit<CreateLa, "components" | "unknown">, draft: LaDraft): boolean =>
  found.revision === 1 && isDeepStrictEqual([found.partnerHeiId, found.mobilityType, found.details, found.draft], [partnerHeiId, mobilityType, details, draft]);

/** A new agreement with a draft of its first version; over a tombstone it continues the rounds, so that no id of a proposal is used again. */
export const create = (found: OutgoingLa | undefined, { components, unknown = [], ...made }: CreateLa, context: Context): Decision => {
  const draft = { components: asFirstVersion(components) };
  if (found && !found.deletedAt) {
    if (isRepeated(found, made, draft)) return nothing;
    throw refusals.laExists();
  }
  if (found && found.partnerHeiId !== made.partnerHeiId) throw refusals.otherPartner();
  check([...partyProblems(made, made.details), ...detailProblems(made.details), ...unknown, ...firstVersionProblems(made.mobilityType, draft.components)]);
  return saved(found, { ...made, draft, rounds: found?.rounds ?? [], revision: 0, servedVersion: 0, createdAt: found?.createdAt ?? context.now, changedAt: context.now }, undefined, context);
};

/** Replaces everything but the components: at once, with a notice. What needs a proposal is refused. */
export const editDetails = (found: OutgoingLa | undefined, { details, unknown = [] }: Pick<CreateLa, "details" | "unknown">, context: Context): Decision => {
  const la = living(found);
  check([...partyProblems(la, details), ...detailProblems(details), ...unknown]);
  if (isDeepStrictEqual(la.details, details)) return nothing;
  const isProtected = PROTECTED_STUDENT_FIELDS.some((field) => la.details.student[field] !== details.student[field]);
  if (isProtected && la.proposal) throw refusals.awaitsAnswer();
  if (isProtected && la.firstVersion) throw refusals.needsProposal();
  return saved(la, { ...la, details, ...(isProtected && la.draft && { draft: omit(la.draft, "studentSignature") }) }, "details", context);
};

/** Prepares the next proposal from the rows of the tables as people see them. What the student signed and is the same afterwards stays signed. */
export const draft = (found: OutgoingLa | undefined, { components, studentChanges }: { readonly components: Components; readonly studentChanges?: Partial<LaStudent> | undefined }, context: Context): Decision => {
  const la = living(found);
  if (la.proposal) throw refusals.awaitsAnswer();
  const content = la.firstVersion ? changesTo(la, la.firstVersion.components, components, studentChanges) : firstOf(la, components, studentChanges);
  if (la.draft && isDeepStrictEqual(omit(la.draft, "studentSignature"), content)) return nothing;
  return saved(la, { ...la, draft: content }, undefined, context);
};

const firstOf = (la: OutgoingLa, rows: Components, studentChanges: Partial<LaStudent> | undefined): LaDraft => {
  const components = asFirstVersion(rows);
  const misplaced = studentChanges === undefined ? [] : [problem("studentChanges", "changes a student of whom nothing was approved yet", "the details of the agreement")];
  check([...firstVersionProblems(la.mobilityType, components), ...misplaced]);
  return { components };
};

const changesTo = (la: OutgoingLa, first: Components, rows: Components, studentChanges: Partial<LaStudent> | undefined): LaDraft => {
  if (la.mobilityType !== "semester") throw refusals.oneVersionOnly();
  const components = changesBetween(first, rows);
  const changed = Object.fromEntries(Object.entries(studentChanges ?? {}).filter(([field, value]) => value !== undefined && la.details.student[field as keyof LaStudent] !== value)) as Partial<LaStudent>;
  const changesStudent = Object.keys(changed).length > 0;
  check([...changeProblems(la.mobilityType, { first, changes: components, changesStudent: changesStudent || la.approvedChanges !== undefined }), ...detailProblems({ ...la.details, student: { ...la.details.student, ...changed } })]);
  return { components, ...(changesStudent && { studentChanges: changed }) };
};

/** Two signatures of one person: only the moment may differ. */
const sameSigner = (one: Signature, other: Signature): boolean => isDeepStrictEqual(omit(one, "timestamp"), omit(other, "timestamp"));

/** The student signs the draft in our system. */
export const signAsStudent = (found: OutgoingLa | undefined, { signature }: { readonly signature: Signature }, context: Context): Decision => {
  const la = living(found);
  if (!la.draft) throw refusals.nothingDrafted();
  // Who clicks twice signs at two moments.
  if (la.draft.studentSignature && sameSigner(la.draft.studentSignature, signature)) return nothing;
  if (la.draft.studentSignature) throw refusals.studentSigned();
  return saved(la, { ...la, draft: { ...la.draft, studentSignature: signature } }, undefined, context);
};

/** We sign after the student, and the proposal leaves. */
export const signAsSender = (found: OutgoingLa | undefined, { signature }: { readonly signature: Signature }, context: Context): Decision => {
  const la = living(found);
  if (!la.draft && la.proposal && sameSigner(la.proposal.sending, signature)) return nothing;
  if (!la.draft) throw la.proposal ? refusals.awaitsAnswer() : refusals.nothingDrafted();
  if (!la.draft.studentSignature) throw refusals.studentSignsFirst();
  const { components, studentChanges, studentSignature } = la.draft;
  const id = proposalId(la.omobilityId, roundOf(la), { components, studentChanges });
  const proposal = { id, components, ...(studentChanges && { studentChanges }), student: studentSignature, sending: signature };
  const rounds = [...la.rounds, { proposalId: id, sentAt: context.now, outcome: "awaiting" as const }];
  return saved(la, { ...omit(la, "draft"), proposal, rounds }, "proposed", context);
};

/** Rounds end when the receiving institution decides; what we took back and send again unchanged is the same proposal. */
const roundOf = ({ rounds }: OutgoingLa): number => rounds.filter(({ outcome }) => outcome === "approved" || outcome === "rejected").length + 1;

/** Takes the open proposal back: it becomes a draft that nobody has signed. */
export const withdraw = (found: OutgoingLa | undefined, _command: object, context: Context): Decision => {
  const la = living(found);
  if (!la.proposal) throw refusals.nothingProposed();
  const { components, studentChanges } = la.proposal;
  const rounds = la.rounds.map((round) => (round.outcome === "awaiting" ? { ...round, outcome: "withdrawn" as const, endedAt: context.now } : round));
  return saved(la, { ...omit(la, "proposal"), draft: { components, ...(studentChanges && { studentChanges }) }, rounds }, "withdrawn", context);
};

/** Deletes what was not signed by all three (PROTOCOL 6.5); leaves a tombstone. */
export const remove = (found: OutgoingLa | undefined, _command: object, context: Context): Decision => {
  if (!found) throw refusals.noSuchLa();
  if (found.deletedAt) return nothing;
  if (found.firstVersion) throw refusals.signedByAll();
  const rounds = found.rounds.map((round) => (round.outcome === "awaiting" ? { ...round, outcome: "withdrawn" as const, endedAt: context.now } : round));
  return saved(found, { ...omit(found, "proposal", "draft"), rounds, deletedAt: context.now }, "deleted", context);
};
