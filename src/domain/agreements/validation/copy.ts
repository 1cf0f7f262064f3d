import { isAsciiId } from "../../../kernel/ids.js";
import type { AgreementCopy, Party } from "../model.js";
import { contactProblems } from "../../contact-problems.js";
import type { Problem } from "../../problem.js";
import { termProblems } from "./terms.js";

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;

/**
 * Every rule of the network that our copy breaks, all at once, before anything leaves (PROTOCOL 5.8). What only other
 * parts of the node know (units, files) is checked by the service.
 */
export const copyProblems = (copy: AgreementCopy): readonly Problem[] => [
  ...(copy.owner.heiId === copy.partner.heiId ? [{ field: "partner.heiId", problem: "is our own institution", expected: "another institution" }] : []),
  ...(copy.owner.iiaCode?.trim() ? [] : [{ field: "owner.iiaCode", problem: "is empty", expected: "the code that people know this agreement by" }]),
  ...partyProblems(copy.owner, "owner"),
  ...partyProblems(copy.partner, "partner"),
  ...termProblems(copy),
  ...copy.conditions.flatMap((condition, i) => [
    ...condition.sendingContacts.flatMap((contact, c) => contactProblems(contact, `conditions[${i}].sendingContacts[${c}]`)),
    ...condition.receivingContacts.flatMap((contact, c) => contactProblems(contact, `conditions[${i}].receivingContacts[${c}]`)),
  ]),
];

const partyProblems = ({ ounitId, signingContact, signingDate, contacts }: Party, path: string): Problem[] => [
  ...(ounitId === undefined || isAsciiId(ounitId) ? [] : [{ field: `${path}.ounitId`, problem: "is not a unit id", expected: "1 to 64 printable ASCII characters" }]),
  ...(signingDate === undefined || isDate(signingDate) ? [] : [{ field: `${path}.signingDate`, problem: "is not a date", expected: "YYYY-MM-DD" }]),
  ...(signingContact ? contactProblems(signingContact, `${path}.signingContact`) : []),
  ...contacts.flatMap((contact, i) => contactProblems(contact, `${path}.contacts[${i}]`)),
];

const isDate = (text: string): boolean => {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
};
