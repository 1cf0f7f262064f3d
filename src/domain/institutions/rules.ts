/** What an institution's data must be before partners may read it (PROTOCOL 5.3 to 5.5). All problems at once. */
import { isAsciiId } from "../../kernel/ids.js";
import { addressProblems, contactProblems, emailProblems, phoneProblems } from "../contact-problems.js";
import type { LangUrl } from "../contact.js";
import type { Problem } from "../problem.js";
import type { Factsheet, InformationEntry, Institution, Ounit, TermDeadlines } from "./model.js";

export type InstitutionContent = Omit<Institution, "heiId" | "revision" | "changedAt">;
export type OunitContent = Omit<Ounit, "heiId" | "id" | "revision" | "changedAt">;
export type FactsheetContent = Omit<Factsheet, "heiId" | "revision" | "changedAt">;

const HTTP = /^https?:\/\/[^\s]+$/;
const HTTPS = /^https:\/\/[^\s]+$/;
const MONTH_DAY = /^--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** SCHAC ids are domain names, and ours are part of our addresses. */
const DOMAIN = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/;

/** The id of an institution of ours. */
export const heiIdProblems = (heiId: string): readonly Problem[] =>
  (DOMAIN.test(heiId) ? [] : [{ field: "heiId", problem: "is not a domain name", expected: "the institution's SCHAC id, e.g. example.edu" }]);

type Described = Pick<Institution | Ounit, "names" | "streetAddress" | "mailingAddress" | "websiteUrls" | "logoUrl" | "factsheetUrls" | "contacts">;

export const institutionProblems = (content: InstitutionContent): readonly Problem[] => [
  ...describedProblems(content),
  ...urlProblems(content.courseCatalogueUrls, "courseCatalogueUrls"),
  ...(content.adminEmails.length > 0 ? [] : [{ field: "adminEmails", problem: "there is none", expected: "at least one address that reaches the people who run this node" }]),
  ...content.adminEmails.flatMap((email, i) => emailProblems(email, `adminEmails[${i}]`)),
  ...content.otherIds.flatMap(({ type, value }, i) => [...required(type, `otherIds[${i}].type`), ...required(value, `otherIds[${i}].value`)]),
];

export const ounitProblems = ({ id, ...content }: OunitContent & Pick<Ounit, "id">): readonly Problem[] => [
  ...(isAsciiId(id) ? [] : [{ field: "id", problem: "is not a unit id", expected: "1 to 64 printable ASCII characters" }]),
  ...required(content.code, "code"),
  ...describedProblems(content),
];

export const factsheetProblems = (content: FactsheetContent): readonly Problem[] => [
  ...deadlineProblems(content.studentNominations, "studentNominations"),
  ...deadlineProblems(content.studentApplications, "studentApplications"),
  ...weeksProblems(content.decisionWeeksLimit, "decisionWeeksLimit"),
  ...weeksProblems(content.torWeeksLimit, "torWeeksLimit"),
  ...(["applicationInfo", "housingInfo", "visaInfo", "insuranceInfo"] as const).flatMap((name) => entryProblems(content[name], name)),
  ...content.additionalRequirements.flatMap(({ name, details, informationWebsites }, i) => [
    ...required(name, `additionalRequirements[${i}].name`), ...required(details, `additionalRequirements[${i}].details`),
    ...urlProblems(informationWebsites, `additionalRequirements[${i}].informationWebsites`),
  ]),
  ...content.accessibility.flatMap(({ name, information }, i) => [...required(name, `accessibility[${i}].name`), ...entryProblems(information, `accessibility[${i}].information`)]),
  ...content.additionalInfo.flatMap(({ type, info }, i) => [...required(type, `additionalInfo[${i}].type`), ...entryProblems(info, `additionalInfo[${i}].info`)]),
];

const describedProblems = (of: Described): readonly Problem[] => [
  ...(of.names.some(({ text }) => text.trim() !== "") ? [] : [{ field: "names", problem: "there is none", expected: "at least one name" }]),
  ...addressProblems(of.streetAddress, "streetAddress"),
  ...addressProblems(of.mailingAddress, "mailingAddress"),
  ...urlProblems(of.websiteUrls, "websiteUrls"),
  ...urlProblems(of.factsheetUrls, "factsheetUrls"),
  ...(of.logoUrl === undefined || HTTPS.test(of.logoUrl) ? [] : [{ field: "logoUrl", problem: "is not a public picture address", expected: "an address that begins with https://" }]),
  ...of.contacts.flatMap((contact, i) => contactProblems(contact, `contacts[${i}]`)),
];

const entryProblems = ({ email, phoneNumber, websiteUrls }: InformationEntry, path: string): readonly Problem[] => [
  ...emailProblems(email, `${path}.email`),
  ...phoneProblems(phoneNumber, `${path}.phoneNumber`),
  ...(websiteUrls.length > 0 ? [] : [{ field: `${path}.websiteUrls`, problem: "there is none", expected: "at least one page" }]),
  ...urlProblems(websiteUrls, `${path}.websiteUrls`),
];

const urlProblems = (urls: readonly LangUrl[], path: string): readonly Problem[] =>
  urls.flatMap(({ url }, i) => (HTTP.test(url) ? [] : [{ field: `${path}[${i}].url`, problem: "is not a web address", expected: "https://..." }]));

const deadlineProblems = (terms: TermDeadlines, path: string): readonly Problem[] =>
  (["autumnTerm", "springTerm"] as const).flatMap((term) => (isMonthDay(terms[term]) ? [] : [{ field: `${path}.${term}`, problem: "is not a day of the year", expected: "--MM-DD, e.g. --06-15" }]));

const isMonthDay = (text: string): boolean => {
  const [, month, day] = MONTH_DAY.exec(text) ?? [];
  return month !== undefined && Number(day) <= (DAYS[Number(month) - 1] ?? 0);
};

const weeksProblems = (weeks: number, field: string): readonly Problem[] =>
  (Number.isSafeInteger(weeks) && weeks >= 0 ? [] : [{ field, problem: "is not a number of weeks", expected: "a whole number; the network asks for 5 or fewer" }]);

const required = (text: string, field: string): readonly Problem[] => (text.trim() === "" ? [{ field, problem: "is empty", expected: "a text" }] : []);
