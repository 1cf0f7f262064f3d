import type { Address, Contact, LangUrl, PhoneNumber } from "../../domain/contact.js";
import { given, nonEmpty } from "../../kernel/given.js";
import type { Address as WireAddress } from "../../xml/types/address.js";
import type { Contact as WireContact } from "../../xml/types/contact.js";

/** Shared translations of contacts, addresses and links; the wire has lists where the domain leaves empty ones out. */

interface WireUrl {
  readonly text: string;
  readonly lang?: string;
}

export const toWireUrl = ({ url, lang }: LangUrl): WireUrl => ({ text: url, ...given({ lang }) });
export const fromWireUrl = ({ text, lang }: WireUrl): LangUrl => ({ url: text, ...given({ lang }) });

export const toWireAddress = (address: Address): WireAddress => {
  const { recipientNames = [], addressLines = [], deliveryPointCodes = [], ...parts } = address;
  return { ...parts, recipientNames, addressLines, deliveryPointCodes };
};

export const fromWireAddress = (address: WireAddress): Address => {
  const { recipientNames, addressLines, deliveryPointCodes, ...parts } = address;
  return {
    ...parts,
    ...given({ recipientNames: nonEmpty(recipientNames), addressLines: nonEmpty(addressLines), deliveryPointCodes: nonEmpty(deliveryPointCodes) }),
  };
};

/** Both addresses of anything that has them. */
export const toWireAddresses = ({ streetAddress, mailingAddress }: { streetAddress?: Address | undefined; mailingAddress?: Address | undefined }) =>
  given({ streetAddress: streetAddress && toWireAddress(streetAddress), mailingAddress: mailingAddress && toWireAddress(mailingAddress) });

export const fromWireAddresses = ({ streetAddress, mailingAddress }: { streetAddress?: WireAddress; mailingAddress?: WireAddress }) =>
  given({ streetAddress: streetAddress && fromWireAddress(streetAddress), mailingAddress: mailingAddress && fromWireAddress(mailingAddress) });

export const toWireContact = (contact: Contact): WireContact => ({
  contactNames: contact.names,
  personGivenNames: contact.givenNames ?? [],
  personFamilyNames: contact.familyNames ?? [],
  ...given({ personGender: contact.gender }),
  phoneNumbers: contact.phoneNumbers ?? [],
  faxNumbers: contact.faxNumbers ?? [],
  emails: contact.emails ?? [],
  ...toWireAddresses(contact),
  roleDescriptions: contact.roleDescriptions ?? [],
});

export const fromWireContact = (contact: WireContact): Contact => ({
  names: contact.contactNames,
  ...given({
    givenNames: nonEmpty(contact.personGivenNames),
    familyNames: nonEmpty(contact.personFamilyNames),
    gender: contact.personGender,
    phoneNumbers: nonEmpty<PhoneNumber>(contact.phoneNumbers),
    faxNumbers: nonEmpty<PhoneNumber>(contact.faxNumbers),
    emails: nonEmpty(contact.emails),
    roleDescriptions: nonEmpty(contact.roleDescriptions),
  }),
  ...fromWireAddresses(contact),
});

