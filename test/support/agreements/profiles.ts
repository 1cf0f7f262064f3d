/** Institutions, units and factsheets as offices write them: full ones, and every valid one. */
import fc from "fast-check";
import type { Factsheet, InformationEntry, Institution, Ounit, PublishedFactsheet, PublishedInstitution, PublishedOunit } from "../../../src/domain/institutions/model.js";
import { anyContact, anyAddress, FULL_CONTACT, langUrl } from "./copies.js";
import { US } from "../ewp/slice-node.js";
import { anyUrl } from "../xml/any-url.js";
import { anyText } from "../xml/wire-values.js";

const AT = new Date("2026-03-01T08:00:00.000Z");
const site = (path: string) => ({ url: `https://www.rive.example/${path}?a=1&b=2`, lang: "en" });

export const FULL_INSTITUTION: Institution = {
  heiId: US, revision: 1, names: [{ text: "Université de Rive", lang: "fr" }, { text: "University of Rive", lang: "en" }],
  otherIds: [{ type: "erasmus", value: "CH RIVE01" }, { type: "pic", value: "999" }], abbreviation: "UdR",
  streetAddress: { addressLines: ["Quai 1"], locality: "Rive", country: "CH" }, mailingAddress: { postOfficeBox: "12", locality: "Rive", country: "CH" },
  websiteUrls: [site("")], logoUrl: "https://www.rive.example/logo.svg", factsheetUrls: [site("factsheet")], courseCatalogueUrls: [site("courses")],
  contacts: [FULL_CONTACT], rootOunitId: "ou-root", adminEmails: ["ewp@rive.example"], changedAt: AT,
};

const unit = (facts: Partial<Ounit> & Pick<Ounit, "id" | "code">): Ounit => ({
  heiId: US, revision: 1, names: [{ text: `Unit ${facts.id}` }], websiteUrls: [], factsheetUrls: [], contacts: [], changedAt: AT, ...facts,
});

export const FULL_OUNITS: readonly Ounit[] = [
  unit({ id: "ou-root", code: "00" }),
  unit({
    id: "ou-law", code: "LAW & Order", parentId: "ou-root", abbreviation: "LAW", streetAddress: { locality: "Rive" }, mailingAddress: { country: "CH" },
    websiteUrls: [site("law")], logoUrl: "https://www.rive.example/law.png", factsheetUrls: [site("law/fs")], contacts: [FULL_CONTACT],
  }),
  unit({ id: "OU-LAW", code: "law", parentId: "ou-root" }),
];

const entry = (what: string): InformationEntry => ({ email: `${what}@rive.example`, phoneNumber: { e164: "+41223791111" }, websiteUrls: [site(what)] });

export const FULL_FACTSHEET: Factsheet = {
  heiId: US, revision: 1, changedAt: AT,
  studentNominations: { autumnTerm: "--05-15", springTerm: "--10-15" }, studentApplications: { autumnTerm: "--06-01", springTerm: "--11-01" },
  applicationInfo: entry("apply"), additionalRequirements: [{ name: "CV", details: "One page", informationWebsites: [site("cv")] }],
  decisionWeeksLimit: 4, torWeeksLimit: 5,
  accessibility: [{ type: "infrastructure", name: "Lift", description: "To all floors", information: entry("lift") }, { type: "service", name: "Notes", information: entry("notes") }],
  housingInfo: entry("housing"), visaInfo: entry("visa"), insuranceInfo: entry("insurance"), additionalInfo: [{ type: "Sports", info: entry("sports") }],
};

// Every valid one.

const any = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 2 });
const text = anyText.map((value) => ({ text: value }));
const id = fc.constantFrom("a", "OU-1", "~!");
const heiId = fc.constant(US);
const some = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: 1, maxLength: 2 });
const logoUrl = anyUrl({ validSchemes: ["https"] });

/** Also what offices cannot write, e.g. empty names: the mapping is total. */
export const anyInstitution: fc.Arbitrary<PublishedInstitution> = fc.record({
  heiId, names: some(text), otherIds: any(fc.record({ type: anyText, value: anyText })), abbreviation: anyText, streetAddress: anyAddress, mailingAddress: anyAddress,
  websiteUrls: any(langUrl), logoUrl, factsheetUrls: any(langUrl), courseCatalogueUrls: any(langUrl), contacts: any(anyContact), rootOunitId: id, ounitIds: any(id),
}, { requiredKeys: ["heiId", "names", "otherIds", "websiteUrls", "factsheetUrls", "courseCatalogueUrls", "contacts", "ounitIds"] }) as fc.Arbitrary<PublishedInstitution>;

export const anyOunit: fc.Arbitrary<PublishedOunit> = fc.record({
  heiId, id, code: anyText, names: some(text), abbreviation: anyText, parentId: id, streetAddress: anyAddress, mailingAddress: anyAddress,
  websiteUrls: any(langUrl), logoUrl, factsheetUrls: any(langUrl), contacts: any(anyContact),
}, { requiredKeys: ["heiId", "id", "code", "names", "websiteUrls", "factsheetUrls", "contacts"] }) as fc.Arbitrary<PublishedOunit>;

const anyEntry: fc.Arbitrary<InformationEntry> = fc.record({
  email: fc.constant("a@b.example"), phoneNumber: fc.constantFrom({ e164: "+4722" }, { otherFormat: "none", ext: "1" }, {}), websiteUrls: some(langUrl),
});
const terms = fc.record({ autumnTerm: fc.constantFrom("--02-29", "--06-15"), springTerm: fc.constantFrom("--12-31", "--10-01Z") });
const anyAccessibility = fc.record(
  { type: fc.constantFrom("infrastructure" as const, "service" as const), name: anyText, description: anyText, information: anyEntry }, { requiredKeys: ["type", "name", "information"] },
);

export const anyFactsheet: fc.Arbitrary<PublishedFactsheet> = fc.record({
  heiId, studentNominations: terms, studentApplications: terms, applicationInfo: anyEntry,
  additionalRequirements: any(fc.record({ name: anyText, details: anyText, informationWebsites: any(langUrl) })),
  decisionWeeksLimit: fc.nat(), torWeeksLimit: fc.nat(), accessibility: any(anyAccessibility) as fc.Arbitrary<PublishedFactsheet["accessibility"]>,
  housingInfo: anyEntry, visaInfo: anyEntry, insuranceInfo: anyEntry, additionalInfo: any(fc.record({ type: anyText, info: anyEntry })),
});
