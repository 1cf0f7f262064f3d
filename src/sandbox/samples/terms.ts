import type { Schemas } from "../office-client.js";
import type { Terms } from "../side.js";
import { officeContact } from "./descriptions.js";
import type { SampleInstitution } from "./institutions.js";

type Condition = Schemas["ConditionInput"];

/** What an agreement is about; the kinds stand in the order in which documents keep them. */
export interface TermsOf {
  readonly ours: SampleInstitution;
  readonly theirs: SampleInstitution;
  readonly iiaCode: string;
  /** Calendar year in which the first academic year begins. */
  readonly fromYear: number;
  readonly years: number;
  readonly kinds: readonly Condition["kind"][];
  readonly mobilitiesPerYear: number;
}

/** Subject areas of the examples: ISCED-F 2013 codes with a name. */
const SUBJECTS: Readonly<Record<Condition["kind"], readonly Schemas["SubjectArea"][]>> = {
  "student-studies": [{ iscedFCode: "0613", clarification: "Software and applications development" }, { iscedFCode: "0532", clarification: "Earth sciences" }],
  "student-traineeship": [{ iscedFCode: "0521", clarification: "Environmental sciences" }],
  "staff-teacher": [{ iscedFCode: "0613" }],
  "staff-training": [],
};

/** An agreement in both directions, for each kind one condition there and one back. */
export const termsBetween = (what: TermsOf): Terms => ({
  owner: { iiaCode: what.iiaCode, contacts: [officeContact(what.ours)] },
  partner: { contacts: [officeContact(what.theirs)] },
  conditions: what.kinds.flatMap((kind) => [condition(kind, what.ours, what.theirs, what), condition(kind, what.theirs, what.ours, what)]),
});

/** The same agreement as the other side writes it: own code and contacts, the same conditions in the same order. */
export const mirrored = (terms: Terms, { ours, theirs, iiaCode }: Pick<TermsOf, "ours" | "theirs" | "iiaCode">): Terms => ({
  ...terms, owner: { iiaCode, contacts: [officeContact(ours)] }, partner: { contacts: [officeContact(theirs)] },
});

const condition = (kind: Condition["kind"], sending: SampleInstitution, receiving: SampleInstitution, { fromYear, years, mobilitiesPerYear }: TermsOf): Condition => ({
  kind,
  sendingHeiId: sending.heiId, sendingContacts: [officeContact(sending)],
  receivingHeiId: receiving.heiId, receivingContacts: [officeContact(receiving)],
  firstAcademicYear: academicYear(receiving, fromYear), lastAcademicYear: academicYear(receiving, fromYear + years - 1),
  mobilitiesPerYear,
  languageSkills: receiving.languages.map((language, at) => ({ language, cefrLevel: at === 0 ? "B1" : "B2" })),
  subjectAreas: [...SUBJECTS[kind]],
  ...kind.startsWith("student") ? { totalMonthsPerYear: `${mobilitiesPerYear * 5}`, blended: false, eqfLevels: [6, 7] } : { totalDaysPerYear: `${mobilitiesPerYear * 5}` },
});

/** In the receiving institution's calendar (PROTOCOL 1.7). */
export const academicYear = ({ hemisphere }: SampleInstitution, from: number): string => `${from}/${hemisphere === "southern" ? from : from + 1}`;
