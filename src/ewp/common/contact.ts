import type { Address, Contact, LangUrl, PhoneNumber } from "../../domain/contact.js";
import { given, nonEmpty } from "../../kernel/given.js";
import type { LangText } from "../../kernel/lang-text.js";
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
const toWireAddresses = ({ streetAddress, mailingAddress }: { streetAddress?: Address | undefined; mailingAddress?: Address | undefined }) =>
  given({ streetAddress: streetAddress && toWireAddress(streetAddress), mailingAddress: mailingAddress && toWireAddress(mailingAddress) });

const fromWireAddresses = ({ streetAddress, mailingAddress }: { streetAddress?: WireAddress; mailingAddress?: WireAddress }) =>
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


/** What institutions and units publish of themselves in the same words (PROTOCOL 5.3, 5.4). */
interface Profile {
  readonly names: readonly LangText[];
  readonly abbreviation?: string | undefined;
  readonly streetAddress?: Address | undefined;
  readonly mailingAddress?: Address | undefined;
  readonly websiteUrls: readonly LangUrl[];
  readonly logoUrl?: string | undefined;
  readonly factsheetUrls: readonly LangUrl[];
  readonly contacts: readonly Contact[];
}
interface WireProfile {
  readonly names: readonly LangText[];
  readonly abbreviation?: string;
  readonly streetAddress?: WireAddress;
  readonly mailingAddress?: WireAddress;
  readonly websiteUrls: readonly WireUrl[];
  readonly logoUrl?: string;
  readonly mobilityFactsheetUrls: readonly WireUrl[];
  readonly contacts: readonly WireContact[];
}

export const toWireProfile = (profile: Profile): WireProfile => ({
  names: profile.names,
  ...given({ abbreviation: profile.abbreviation, logoUrl: profile.logoUrl }),
  ...toWireAddresses(profile),
  websiteUrls: profile.websiteUrls.map(toWireUrl),
  mobilityFactsheetUrls: profile.factsheetUrls.map(toWireUrl),
  contacts: profile.contacts.map(toWireContact),
});

export const fromWireProfile = (profile: WireProfile) => ({
  names: profile.names,
  ...given({ abbreviation: profile.abbreviation, logoUrl: profile.logoUrl }),
  ...fromWireAddresses(profile),
  websiteUrls: profile.websiteUrls.map(fromWireUrl),
  factsheetUrls: profile.mobilityFactsheetUrls.map(fromWireUrl),
  contacts: profile.contacts.map(fromWireContact),
});
