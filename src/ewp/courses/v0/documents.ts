/** Courses 0.7, fields in schema order (PROTOCOL 5.6). */
import { attribute, document, type DocumentOf, many, one, optional, type Scalar, struct, type ValueOf } from "../../../xml/schema.js";
import { asciiId, date, decimal, enumeration, eqfLevel, languageTag, loiId, losId, nonNegativeInteger, string } from "../../../xml/scalars.js";
import { academicTermV1 } from "../../../xml/types/academic-term.js";
import { langText, urlLang } from "../../../xml/types/common.js";
import { ACADEMIC_TERM_V1_NS } from "../../../xml/types/namespaces.js";

const SPEC = "https://github.com/erasmus-without-paper/ewp-specs-api-courses/tree/stable-v1";

/** Read whatever it says, written as the schema lists it: partners may be ahead of us (PROTOCOL 1.5). */
const growing = (type: Scalar<string>): Scalar<string> => ({ ...type, read: (text) => text });

const instance = struct(SPEC, {
  loiId: one("loi-id", growing(loiId as Scalar<string>)),
  start: one("start", date),
  end: one("end", date),
  academicTerm: optional("academic-term", academicTermV1, { ns: ACADEMIC_TERM_V1_NS }),
  gradingScheme: optional("gradingScheme", struct(SPEC, { labels: many("label", langText, { min: 1 }), descriptions: many("description", langText) })),
  resultDistribution: optional("resultDistribution", struct(SPEC, {
    categories: many("category", struct(SPEC, { label: attribute("label", string), count: attribute("count", nonNegativeInteger) }), { min: 1 }),
    descriptions: many("description", langText),
  })),
  credits: many("credit", struct(SPEC, { scheme: one("scheme", string), level: optional("level", enumeration("Bachelor", "Master", "PhD")), value: one("value", decimal) })),
  languageOfInstruction: optional("languageOfInstruction", languageTag),
  engagementHours: optional("engagementHours", decimal),
});

const specification = struct(SPEC, {
  losId: one("los-id", growing(losId as Scalar<string>)),
  losCode: optional("los-code", string),
  ounitId: optional("ounit-id", asciiId),
  titles: many("title", langText, { min: 1 }),
  type: optional("type", growing(enumeration("Degree Programme", "Module", "Course", "Class") as Scalar<string>)),
  subjectArea: optional("subjectArea", string),
  iscedCode: optional("iscedCode", string),
  eqfLevel: optional("eqfLevelProvided", eqfLevel),
  urls: many("url", urlLang),
  descriptions: many("description", langText),
  specifies: optional("specifies", struct(SPEC, { instances: many("learningOpportunityInstance", instance) })),
  contains: optional("contains", struct(SPEC, { losIds: many("los-id", growing(losId as Scalar<string>)) })),
});
export type WireSpecification = ValueOf<typeof specification>;
export type WireInstance = ValueOf<typeof instance>;

export const coursesResponse = document(SPEC, "courses-response", { specifications: many("learningOpportunitySpecification", specification) });
export type CoursesResponse = DocumentOf<typeof coursesResponse>;
