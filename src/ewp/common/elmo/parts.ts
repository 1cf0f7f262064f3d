/** What both versions of ELMO write alike, each in its own namespace (PROTOCOL 5.19). */
import { anyElements, attribute, content, type Field, FOREIGN, many, one, optional, optionalAttribute, type Scalar, type Struct, struct } from "../../../xml/schema.js";
import { date, decimal, enumeration, languageTag, nonNegativeInteger, pattern, string } from "../../../xml/scalars.js";
import { XML_NS } from "../../../xml/markup.js";
import { XML_SIGNATURE_NS } from "../../../xml/types/namespaces.js";

/** `ds:Signature`, kept as it is: it is checked over the received bytes, never over what was read. */
export const signature = optional("Signature", FOREIGN, { ns: XML_SIGNATURE_NS });

/** A wrong one is not repeated in messages. */
export const birthDate: Scalar<string> = { ...date, personal: true };

export const typedText = (ns: string) => struct(ns, { type: attribute("type", string), text: content(string) });
export const langText = (ns: string) => struct(ns, { text: content(string), lang: optionalAttribute("lang", languageTag, { ns: XML_NS }) });
export const extension = (ns: string) => optional("extension", struct(ns, { elements: anyElements() }));

export const gradingScheme = (ns: string) => struct(ns, { localId: attribute("localId", string), descriptions: many("description", langText(ns)) });
export const academicTerm = (ns: string) => struct(ns, { titles: many("title", langText(ns), { min: 1 }), start: one("start", date), end: one("end", date) });
export const shortenedGrading = (ns: string) =>
  struct(ns, { percentageLower: one("percentageLower", decimal), percentageEqual: one("percentageEqual", decimal), percentageHigher: one("percentageHigher", decimal) });
export const resultDistribution = (ns: string) => struct(ns, {
  categories: many("category", struct(ns, { label: attribute("label", string), count: attribute("count", nonNegativeInteger) }), { min: 1 }),
  descriptions: many("description", langText(ns)),
});
export const level = (ns: string) => struct(ns, { type: one("type", string), description: optional("description", langText(ns)), value: optional("value", string) });
export const attachmentRefs = (ns: string) => struct(ns, { refs: many("ref", string) });
export const grouping = (ns: string) => struct(ns, { text: content(string), typeRef: optionalAttribute("typeref", string), idRef: optionalAttribute("idref", string) });
export const losType = enumeration("Degree Programme", "Module", "Course", "Class");
export const resultStatus = enumeration("passed", "failed", "in-progress");

/** Attachments; `content` is a data URI that nobody may open before it was checked. */
export const attachment = (ns: string, ...moreTypes: readonly string[]) => struct(ns, {
  identifiers: many("identifier", typedText(ns)),
  titles: many("title", langText(ns)),
  type: optional("type", enumeration(
    "Diploma", "Diploma Supplement", "Transcript of Records", "EMREX transcript", "Micro Credential", "Letter of Nomination", "Certificate of Training",
    "Learning Agreement", ...moreTypes, "Other",
  )),
  descriptions: many("description", langText(ns)),
  contents: many("content", langText(ns)),
  extension: extension(ns),
});

/** Grouping of results for display; version 1 allows one title each. */
export const groups = (ns: string, titles: { readonly min: number; readonly max?: number }) => struct(ns, {
  groupTypes: many("groupType", struct(ns, {
    id: optionalAttribute("id", string),
    titles: many("title", langText(ns), titles),
    groups: many("group", struct(ns, { id: optionalAttribute("id", string), sortingKey: optionalAttribute("sortingKey", string), titles: many("title", langText(ns), titles) })),
  })),
});

const sectionFields = (ns: string, attachments: ReturnType<typeof attachment>) => ({
  number: attribute("number", pattern("a section number like 4.2", /^[0-9.]+$/)),
  title: one("title", string),
  content: optional("content", struct(ns, { type: optionalAttribute("type", string), text: content(string) })),
  additionalInformation: many("additionalInformation", string),
  attachments: many("attachment", attachments),
});
type SectionFields = ReturnType<typeof sectionFields> & { readonly sections: Field<Struct<SectionFields>, "many"> };

/** Sections hold sections. */
const section = (ns: string, attachments: ReturnType<typeof attachment>): Struct<SectionFields> => {
  const fields: SectionFields = Object.defineProperty(sectionFields(ns, attachments), "sections", { enumerable: true, get: () => many("section", whole) }) as SectionFields;
  const whole: Struct<SectionFields> = struct(ns, fields);
  return whole;
};

export const diplomaSupplement = (ns: string, attachments: ReturnType<typeof attachment>) => struct(ns, {
  lang: optionalAttribute("lang", languageTag, { ns: XML_NS }),
  version: one("version", string),
  issueDate: one("issueDate", date),
  introduction: one("introduction", string),
  sections: many("section", section(ns, attachments), { min: 1 }),
  signature,
});
