/** ELMO 1.6 (PROTOCOL 5.19), fields in schema order. */
import { document, type DocumentOf, type Field, many, one, optional, type Struct, struct, type ValueOf } from "../../../../xml/schema.js";
import { date, dateTime, decimal, enumeration, gender, pattern, string } from "../../../../xml/scalars.js";
import { address } from "../../../../xml/types/address.js";
import { ELMO_V1_NS as NS } from "../../../../xml/types/namespaces.js";
import * as parts from "../parts.js";

const typedText = parts.typedText(NS);
const langText = parts.langText(NS);
const attachment = parts.attachment(NS);
/** The schema lists the countries that Europass knows. */
const country = pattern("a country of the Europass list", /^[A-Z]{2}$/);

const issuer = struct(NS, {
  country: optional("country", country),
  identifiers: many("identifier", typedText, { min: 1 }),
  titles: many("title", langText, { min: 1 }),
  url: one("url", string),
});

const instance = struct(NS, {
  identifiers: many("identifier", typedText),
  start: optional("start", date),
  date: optional("date", date),
  academicTerm: optional("academicTerm", parts.academicTerm(NS)),
  status: optional("status", parts.resultStatus),
  gradingSchemeLocalId: optional("gradingSchemeLocalId", string),
  resultLabel: optional("resultLabel", string),
  shortenedGrading: optional("shortenedGrading", parts.shortenedGrading(NS)),
  resultDistribution: optional("resultDistribution", parts.resultDistribution(NS)),
  credits: many("credit", struct(NS, { scheme: one("scheme", string), level: optional("level", enumeration("Bachelor", "Master", "PhD")), value: optional("value", decimal) })),
  levels: many("level", parts.level(NS)),
  languageOfInstruction: optional("languageOfInstruction", string),
  engagementHours: optional("engagementHours", decimal),
  attachments: optional("attachments", parts.attachmentRefs(NS)),
  grouping: optional("grouping", parts.grouping(NS)),
  extension: parts.extension(NS),
  diplomaSupplement: optional("diplomaSupplement", parts.diplomaSupplement(NS, attachment)),
});

const own = {
  identifiers: many("identifier", typedText),
  titles: many("title", langText, { min: 1 }),
  type: optional("type", parts.losType),
  subjectArea: optional("subjectArea", string),
  iscedCode: optional("iscedCode", string),
  url: optional("url", string),
  descriptions: many("description", langText),
  descriptionsHtml: many("descriptionHtml", langText),
  specifies: one("specifies", struct(NS, { instance: one("learningOpportunityInstance", instance), extension: parts.extension(NS) })),
};
type LosFields = typeof own & { readonly parts: Field<Struct<PartFields>, "many">; readonly extension: ReturnType<typeof parts.extension> };
type PartFields = { readonly los: Field<Struct<LosFields>, "one"> };

const LOS = "learningOpportunitySpecification";
const part: Struct<PartFields> = struct(NS, { get los() { return one(LOS, los); } });
const los: Struct<LosFields> = struct(NS, { ...own, parts: many("hasPart", part), extension: parts.extension(NS) });

const report = struct(NS, {
  issuer: one("issuer", issuer),
  specifications: many(LOS, los),
  issueDate: one("issueDate", dateTime),
  gradingSchemes: many("gradingScheme", parts.gradingScheme(NS)),
  attachments: many("attachment", attachment),
});

const learner = struct(NS, {
  citizenship: optional("citizenship", country),
  identifiers: many("identifier", typedText),
  givenNames: one("givenNames", string),
  familyName: one("familyName", string),
  bday: optional("bday", parts.birthDate),
  placeOfBirth: optional("placeOfBirth", string),
  birthName: optional("birthName", string),
  currentAddress: optional("currentAddress", address),
  gender: optional("gender", gender),
});

const elmo = struct(NS, {
  generatedDate: one("generatedDate", dateTime),
  learner: one("learner", learner),
  reports: many("report", report, { min: 1 }),
  attachments: many("attachment", attachment),
  groups: optional("groups", parts.groups(NS, { min: 1, max: 1 })),
  extension: parts.extension(NS),
  signature: parts.signature,
});

export type Elmo1Specification = ValueOf<typeof los>;
/** The content of `elmo`, for documents that hold it. */
export const elmo1 = elmo;
export const elmo1Document = document(NS, "elmo", elmo);
export type Elmo1 = DocumentOf<typeof elmo1Document>;
