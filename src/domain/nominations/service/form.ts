/** What an office writes, as the nomination that it means: with both ids of the agreement, and everything that is wrong with it. */
import { given } from "../../../kernel/given.js";
import { isAsciiId, type HeiId } from "../../../kernel/ids.js";
import { BORN, isBornBefore, isField, NO_FIELD } from "../../mobilities/plausible.js";
import { studentProblems, type Student } from "../../mobilities/student.js";
import type { Problem } from "../../problem.js";
import { textProblems } from "../../text-problems.js";
import type { AgreementInForce, NominationContent } from "../model.js";
import { gives } from "../seats/ledger.js";
import type { NominationForm } from "../transitions/omobility.js";
import { contentProblems } from "../validation.js";
import type { NominationDependencies } from "./dependencies.js";

/** The office names our agreement; the ids of both copies follow. */
export interface FormInput {
  readonly student: Student;
  readonly content: Omit<NominationContent, "sendingIiaId" | "receivingIiaId">;
  readonly agreementId?: string | undefined;
}

export const completeForm = async ({ agreements, references }: Pick<NominationDependencies, "agreements" | "references">, heiId: HeiId, partnerHeiId: HeiId, input: FormInput): Promise<NominationForm> => {
  const { student, content } = input;
  const inForce = await agreements.inForceWith(heiId, partnerHeiId);
  const choice = choose(inForce, input, partnerHeiId);
  const complete = "problem" in choice ? content : { ...content, ...given({ sendingIiaId: choice.agreement?.id, receivingIiaId: choice.agreement?.partnerIiaId }) };
  const ounit = content.sendingOunitId;
  const isUnknown = ounit !== undefined && isAsciiId(ounit) && (await references.unknownOunits(heiId, [ounit])).length > 0;
  const problems: readonly Problem[] = [
    ...(heiId === partnerHeiId ? [{ field: "partnerHeiId", problem: "is the sending institution", expected: "another institution" }] : []),
    ...studentProblems(student), ...contentProblems(complete), ...textProblems({ student, nomination: content }),
    ...implausible(input), ...("problem" in choice ? [choice.problem] : []),
    ...(isUnknown ? [{ field: "nomination.sendingOunitId", problem: "is not one of our units", expected: "the id of a published unit, or none" }] : []),
  ];
  return { student, content: complete, problems };
};

/** What has the right form and still cannot be. */
const implausible = ({ student: { birthDate }, content }: FormInput): readonly Problem[] => [
  ...(isBornBefore(birthDate, content.receivingAcademicYear) ? [] : [{ field: "student.birthDate", ...BORN }]),
  ...(["agreementIscedFCode", "nomineeIscedFCode"] as const).flatMap((field) => (/^\d{4}$/.test(content[field]) && !isField(content[field]) ? [{ field: `nomination.${field}`, ...NO_FIELD }] : [])),
];

/** Where an agreement is approved by both sides, a nomination has to name it (PROTOCOL 5.13); where only one fits, the office need not. */
const choose = (inForce: readonly AgreementInForce[], { agreementId, content }: FormInput, partnerHeiId: HeiId): { readonly agreement: AgreementInForce | undefined } | { readonly problem: Problem } => {
  if (agreementId !== undefined) {
    const agreement = inForce.find(({ id }) => id === agreementId);
    return agreement ? { agreement } : { problem: { field: "agreementId", problem: "is no agreement with this partner that is approved by both sides", expected: oneOf(inForce) } };
  }
  if (inForce.length <= 1) return { agreement: inForce[0] };
  const use = { academicYear: content.receivingAcademicYear, iscedFCode: content.agreementIscedFCode, eqfLevel: content.eqfLevel, activity: content.activity };
  const fitting = inForce.filter(({ conditions }) => conditions.some((condition) => condition.receivingHeiId === partnerHeiId && gives(condition, use)));
  return fitting.length === 1 ? { agreement: fitting[0] } : { problem: { field: "agreementId", problem: "is missing, and several agreements are in force with this partner", expected: oneOf(fitting.length > 0 ? fitting : inForce) } };
};

const oneOf = (agreements: readonly AgreementInForce[]): string => (agreements.length === 0 ? "none" : agreements.map(({ id }) => id).slice(0, 10).join(", "));
