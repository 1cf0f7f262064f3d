/** What is different where a partner has the older workflow only: omobilities 2 and imobilities 1 (PROTOCOL 5.12, 5.15, 6.4.6). */
import type { Problem } from "../problem.js";
import type { Imobility, Omobility, ReceivedNomination, Verdict } from "./model.js";
import type { OlderVerdict } from "./older-facts.js";

/** Fields of ours for which the older workflow has no place: the partner has to hear of them in another way, and the officer of that. */
export const untold = ({ proposal: { content } }: Pick<Omobility, "proposal">): readonly Problem[] => [
  { field: "nomination.agreementIscedFCode", ...NO_PLACE },
  ...(content.comment === undefined ? [] : [{ field: "nomination.comment", ...NO_PLACE }]),
];
const NO_PLACE = { problem: "is not told: the partner has only the older workflow, which has no place for it", expected: "tell the partner in another way where it matters" };

/** What a partner could tell and did not: no fault in the older workflow, but nothing to rely on either. */
export const missing = ({ student, proposal: { content } }: ReceivedNomination): readonly string[] => [
  ...(["birthDate", "nationality", "gender", "email"] as const).filter((field) => student[field] === undefined).map((field) => `student.${field}`),
  ...(["agreementIscedFCode", "eqfLevel", "nomineeIscedFCode"] as const).filter((field) => content[field] === undefined).map((field) => `nomination.${field}`),
];

/** What we decided of the present proposal last, undefined before that. */
export const presentVerdict = ({ current, verdicts }: Pick<Imobility, "current" | "verdicts">): Verdict | undefined => {
  const last = verdicts.at(-1);
  return last?.proposalId === current.proposal.id ? last : undefined;
};

/** Our verdict for a partner that reads it from imobilities 1. */
export const verdictToTell = (known: Pick<Imobility, "current" | "verdicts">): OlderVerdict => {
  const said = presentVerdict(known);
  if (!said) return { status: known.current.status === "approved" && !known.current.older ? "verified" : "pending" };
  return { status: said.decision === "approve" ? "verified" : "rejected", ...(said.comment !== undefined && { comment: said.comment }) };
};
