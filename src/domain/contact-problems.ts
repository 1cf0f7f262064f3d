import type { Address, Contact, PhoneNumber } from "./contact.js";
import type { Problem } from "./problem.js";

/** As the schemas write it; not a claim that mail arrives (PROTOCOL 1.7). */
const EMAIL = /^[^@]+@[^.]+\..+$/;
const E164 = /^\+\d{1,15}$/;
const COUNTRY = /^[A-Z]{2}$/;
const MAX_ADDRESS_LINES = 4;

/** What would make a contact unreadable for the partner's system (PROTOCOL 1.7). `path` is the contact's field. */
export const contactProblems = (contact: Contact, path: string): readonly Problem[] => [
  ...(contact.names.some(({ text }) => text.trim() !== "") ? [] : [{ field: `${path}.names`, problem: "has no name", expected: "the name of a person or office" }]),
  ...(contact.emails ?? []).flatMap((email, i) => emailProblems(email, `${path}.emails[${i}]`)),
  ...(contact.phoneNumbers ?? []).flatMap((phone, i) => phoneProblems(phone, `${path}.phoneNumbers[${i}]`)),
  ...(contact.faxNumbers ?? []).flatMap((fax, i) => phoneProblems(fax, `${path}.faxNumbers[${i}]`)),
  ...addressProblems(contact.streetAddress, `${path}.streetAddress`),
  ...addressProblems(contact.mailingAddress, `${path}.mailingAddress`),
];

export const emailProblems = (email: string, field: string): readonly Problem[] =>
  (EMAIL.test(email) ? [] : [{ field, problem: "is not an e-mail address", expected: "name@example.org" }]);

export const phoneProblems = ({ e164, otherFormat }: PhoneNumber, path: string): readonly Problem[] => {
  if (e164 !== undefined && !E164.test(e164)) return [{ field: `${path}.e164`, problem: "is not an international number", expected: "+ and 1 to 15 digits, e.g. +48123456789" }];
  return e164 === undefined && otherFormat === undefined ? [{ field: path, problem: "has no number", expected: "e164 or otherFormat" }] : [];
};

export const addressProblems = (address: Address | undefined, path: string): readonly Problem[] => {
  if (!address) return [];
  const problems: Problem[] = [];
  const structured = [address.buildingNumber, address.buildingName, address.streetName, address.unit, address.floor, address.postOfficeBox];
  const lines = address.addressLines ?? [];
  if (lines.length > MAX_ADDRESS_LINES) problems.push({ field: `${path}.addressLines`, problem: `has ${lines.length} lines`, expected: `at most ${MAX_ADDRESS_LINES} lines` });
  if (lines.length > 0 && (structured.some((part) => part !== undefined) || (address.deliveryPointCodes ?? []).length > 0))
    problems.push({ field: path, problem: "mixes address lines with structured parts", expected: "either addressLines or streetName, buildingNumber, ..." });
  if (address.country !== undefined && !COUNTRY.test(address.country))
    problems.push({ field: `${path}.country`, problem: "is not a country code", expected: "two capital letters, e.g. PL" });
  return problems;
};
