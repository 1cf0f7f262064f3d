import type { Schemas } from "../office-client.js";
import type { SampleInstitution, SampleUnit } from "./institutions.js";

const websites = (heiId: string, path = ""): { url: string; lang: string }[] => [{ url: `https://www.${heiId}/${path}`, lang: "en" }];

const address = ({ names, street, locality, postalCode, country }: SampleInstitution): Schemas["Address"] => ({
  recipientNames: names.slice(0, 1).map(({ text }) => text), streetName: street, buildingNumber: "1", postalCode, locality, country,
});

/** A contact that is an office, not a person. */
export const officeContact = ({ heiId, phone, languages }: SampleInstitution): Schemas["Contact"] => ({
  names: [{ text: "International Office", lang: "en" }],
  phoneNumbers: [{ e164: `${phone}10` }],
  emails: [`international@${heiId}`],
  roleDescriptions: [{ text: `Exchange agreements; languages: ${languages.join(", ")}`, lang: "en" }],
});

/** The institution as it is entered through the REST API. */
export const institutionInput = (institution: SampleInstitution): Schemas["InstitutionInput"] => {
  const { heiId, names, abbreviation, erasmusCode } = institution;
  return {
    names: [...names], abbreviation,
    otherIds: erasmusCode === undefined ? [] : [{ type: "erasmus", value: erasmusCode }],
    streetAddress: address(institution), mailingAddress: address(institution),
    websiteUrls: websites(heiId), factsheetUrls: websites(heiId, "exchange"), courseCatalogueUrls: websites(heiId, "courses"),
    contacts: [officeContact(institution)],
    adminEmails: [`ewp@${heiId}`],
  };
};

/** Id of a unit; immutable, unlike its code. */
export const unitIdOf = ({ code }: SampleUnit): string => `unit-${code.toLowerCase()}`;

export const unitInput = (institution: SampleInstitution, { code, names }: SampleUnit): Schemas["UnitInput"] => ({
  code, names: [...names], abbreviation: code, streetAddress: address(institution),
  websiteUrls: websites(institution.heiId, code.toLowerCase()), factsheetUrls: [], contacts: [officeContact(institution)],
});

/** Deadlines follow the seasons of the hemisphere: where the year begins in February, autumn nominations are due before. */
export const factsheetInput = (institution: SampleInstitution): Schemas["FactsheetInput"] => {
  const southern = institution.hemisphere === "southern";
  const information = (topic: string): Schemas["Information"] =>
    ({ email: `${topic}@${institution.heiId}`, phoneNumber: { e164: `${institution.phone}20` }, websiteUrls: websites(institution.heiId, topic) });
  return {
    studentNominations: southern ? { autumnTerm: "--11-01", springTerm: "--04-15" } : { autumnTerm: "--04-15", springTerm: "--10-01" },
    studentApplications: southern ? { autumnTerm: "--12-01", springTerm: "--05-15" } : { autumnTerm: "--05-15", springTerm: "--11-01" },
    applicationInfo: information("application"),
    additionalRequirements: [{ name: "Motivation", details: "A letter of one page in a language of instruction.", informationWebsites: websites(institution.heiId, "application") }],
    decisionWeeksLimit: 4, torWeeksLimit: 5,
    accessibility: [{ type: "service", name: "Support for students with disabilities", description: "Ask before you apply.", information: information("accessibility") }],
    housingInfo: information("housing"), visaInfo: information("visa"), insuranceInfo: information("insurance"),
    additionalInfo: [{ type: "Orientation week", info: information("orientation") }],
  };
};
