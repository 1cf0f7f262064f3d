import type { PdfContent } from "pdfmake";
import type { Address, Contact, PhoneNumber } from "../../domain/contact.js";
import { fact, inWords, text } from "../setting/parts.js";
import type { Words } from "../words/en.js";
import { withName } from "../words/words.js";
import type { Subject } from "./subject.js";

/** A person or office, all that is known of it. */
export const contactLines = (contact: Contact, { words, language }: Pick<Subject, "words" | "language">): readonly PdfContent[] => {
  const { names, givenNames = [], familyNames = [], gender, roleDescriptions = [], phoneNumbers = [], faxNumbers = [], emails = [], streetAddress, mailingAddress } = contact;
  const said = words.contact;
  const address = (one: Address | undefined): string | undefined => one && addressOf(one, said, (code) => withName(code, "region", language));
  return [
    text(inWords(names)),
    ...fact(said.familyNames, inWords(familyNames)), ...fact(said.givenNames, inWords(givenNames)), ...fact(said.gender, gender === undefined ? undefined : genderOf(gender, words)),
    ...fact(said.role, inWords(roleDescriptions)),
    ...phoneNumbers.flatMap((one) => fact(said.phone, phoneOf(one, said))), ...faxNumbers.flatMap((one) => fact(said.fax, phoneOf(one, said))), ...emails.flatMap((one) => fact(said.email, one)),
    ...fact(said.street, address(streetAddress)), ...fact(said.mailing, address(mailingAddress)),
  ];
};

/** ISO 5218 in words. */
export const genderOf = (gender: 0 | 1 | 2 | 9, { gender: said }: Words): string => ({ 0: said.unknown, 1: said.male, 2: said.female, 9: said.none })[gender];

const phoneOf = ({ e164, ext, otherFormat }: PhoneNumber, said: Words["contact"]): string =>
  [e164, otherFormat, ext === undefined ? undefined : `${said.extension} ${ext}`].filter((part) => part !== undefined).join(" ");

/** In one line, in the order in which letters are addressed; parts that could be taken for others are named. */
const addressOf = (address: Address, said: Words["contact"], country: (code: string) => string): string => {
  const named = (label: string, part: string | undefined): string | undefined => (part === undefined ? undefined : `${label} ${part}`);
  const street = [address.streetName, address.buildingNumber].filter((part) => part !== undefined).join(" ");
  const place = [address.postalCode, address.locality].filter((part) => part !== undefined).join(" ");
  return [
    ...(address.recipientNames ?? []), ...(address.addressLines ?? []), street, named(said.building, address.buildingName), named(said.floor, address.floor), named(said.unit, address.unit),
    named(said.postBox, address.postOfficeBox), ...(address.deliveryPointCodes ?? []).map((code) => named(said.deliveryPoint, code)),
    place, address.region, address.country === undefined ? undefined : country(address.country),
  ].filter((part) => part !== undefined && part !== "").join(", ");
};
