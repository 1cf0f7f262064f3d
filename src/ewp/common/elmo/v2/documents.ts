/** ELMO 2.1.1 (PROTOCOL 5.19), fields in schema order. */
import { attribute, content, document, type DocumentOf, type Field, many, one, optional, type Struct, struct, type ValueOf } from "../../../../xml/schema.js";
import { date, dateTime, decimal, enumeration, gender, pattern, string } from "../../../../xml/scalars.js";
import { address } from "../../../../xml/types/address.js";
import { ELMO_V2_NS as NS } from "../../../../xml/types/namespaces.js";
import * as parts from "../parts.js";

const typedText = parts.typedText(NS);
const langText = parts.langText(NS);
const attachment = parts.attachment(NS, "Certificate of Enrolment");

const issuer = struct(NS, {
  country: optional("country", typedText),
  identifiers: many("identifier", typedText, { min: 1 }),
  titles: many("title", langText, { min: 1 }),
  url: one("url", string),
});

const instance = struct(NS, {
  identifiers: many("identifier", typedText),
  enrolment: optional("enrolment", struct(NS, {
    institution: one("enrolmentInstitution", issuer),
    date: one("enrolmentDate", date),
    academicYear: one("academicYear", struct(NS, { start: one("start", date), end: one("end", date) })),
  })),
  start: optional("start", date),
  date: optional("date", date),
  academicTerm: optional("academicTerm", parts.academicTerm(NS)),
  duration: optional("duration", pattern("a duration like P4M", /^P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/)),
  status: optional("status", parts.resultStatus),
  gradingSchemeLocalId: optional("gradingSchemeLocalId", string),
  gradingSchemeExternalId: optional("gradingSchemeExternalId", string),
  resultLabel: optional("resultLabel", string),
  shortenedGrading: optional("shortenedGrading", parts.shortenedGrading(NS)),
  resultDistribution: optional("resultDistribution", parts.resultDistribution(NS)),
  credits: many("credit", struct(NS, { scheme: one("scheme", string), value: optional("value", decimal) })),
  levels: many("level", parts.level(NS)),
  languageOfInstruction: optional("languageOfInstruction", string),
  engagementHours: optional("engagementHours", decimal),
  attachments: optional("attachments", parts.attachmentRefs(NS)),
  grouping: optional("grouping", parts.grouping(NS)),
  extension: parts.extension(NS),
  diplomaSupplement: optional("diplomaSupplement", parts.diplomaSupplement(NS, attachment)),
});

const own = {
  identifiers: many("identifier", typedText, { min: 1 }),
  titles: many("title", langText, { min: 1 }),
  type: optional("type", parts.losType),
  subjectArea: optional("subjectArea", string),
  iscedCode: optional("iscedCode", string),
  url: optional("url", string),
  descriptions: many("description", langText),
  descriptionsHtml: many("descriptionHtml", langText),
  documentType: optional("documentType", enumeration("Diploma", "Certificate", "Enrolment", "Admission")),
  specifies: one("specifies", struct(NS, { instance: one("learningOpportunityInstance", instance), extension: parts.extension(NS) })),
};
type LosFields = typeof own & { readonly parts: Field<Struct<PartFields>, "many">; readonly extension: ReturnType<typeof parts.extension> };
type PartFields = { readonly los: Field<Struct<LosFields>, "one"> };

const LOS = "learningOpportunitySpecification";
const part: Struct<PartFields> = struct(NS, { get los() { return one(LOS, los); } });
const los: Struct<LosFields> = struct(NS, { ...own, parts: many("hasPart", part), extension: parts.extension(NS) });

const recognitionReport = struct(NS, {
  issuer: one("issuer", issuer),
  specifications: many(LOS, los),
  issueDate: one("issueDate", dateTime),
  gradingSchemes: many("gradingScheme", parts.gradingScheme(NS)),
  attachments: many("attachment", attachment),
});

const references = struct(NS, { refs: many("ref", string) });

/** What the institution that sent the student recognised, of what, and as what. */
const resultOfRecognition = struct(NS, {
  identifiers: many("identifier", typedText),
  titles: many("title", langText),
  descriptions: many("description", langText),
  subjectArea: optional("subjectArea", string),
  iscedCode: optional("iscedCode", string),
  status: one("status", enumeration("Positive", "Negative", "Partially Positive")),
  decisionDate: optional("decisionDate", date),
  bases: many("recognitionBasis", struct(NS, { report: one("recognitionReport", recognitionReport) })),
  results: many("recognitionResult", struct(NS, { los: one(LOS, los) })),
  mappings: many("recognitionMapping", struct(NS, { mapping: one("mapping", struct(NS, { from: many("fromMapping", references), to: many("toMapping", references) })) })),
  attachments: optional("attachments", references),
});

const reportStatus = struct(NS, {
  code: one("code", enumeration("FULL", "SELECTION", "PARTIAL_TEMPORARY", "PARTIAL_PERMANENT", "ERROR_TEMPORARY", "ERROR_PERMANENT")),
  messages: many("message", langText),
});

const report = struct(NS, {
  issuer: one("issuer", issuer),
  specifications: many(LOS, los),
  resultsOfRecognition: many("resultOfRecognition", resultOfRecognition),
  issueDate: one("issueDate", dateTime),
  gradingSchemes: many("gradingScheme", parts.gradingScheme(NS)),
  status: optional("status", reportStatus),
  attachments: many("attachment", attachment),
});

/** `alternativeName` must be there, whatever it says. */
const learner = struct(NS, {
  citizenship: optional("citizenship", typedText),
  identifiers: many("identifier", typedText),
  givenNames: one("givenNames", string),
  familyName: one("familyName", string),
  alternativeName: one("alternativeName", langText),
  dateOfBirth: optional("dateOfBirth", parts.birthDate),
  bday: optional("bday", parts.birthDate),
  placeOfBirth: optional("placeOfBirth", string),
  countryOfBirth: optional("countryOfBirth", struct(NS, { type: attribute("type", string), text: content(string) })),
  birthName: optional("birthName", string),
  currentAddress: optional("currentAddress", address),
  gender: optional("gender", gender),
});

const elmo = struct(NS, {
  generatedDate: one("generatedDate", dateTime),
  learner: one("learner", learner),
  reports: many("report", report, { min: 1 }),
  attachments: many("attachment", attachment),
  groups: optional("groups", parts.groups(NS, { min: 1 })),
  extension: parts.extension(NS),
  signature: parts.signature,
});

export type Elmo2Specification = ValueOf<typeof los>;
export type Elmo2Recognition = ValueOf<typeof resultOfRecognition>;
export type Elmo2Issuer = ValueOf<typeof issuer>;
/** The content of `elmo`, for documents that hold it. */
export const elmo2 = elmo;
export const elmo2Document = document(NS, "elmo", elmo);
export type Elmo2 = DocumentOf<typeof elmo2Document>;
