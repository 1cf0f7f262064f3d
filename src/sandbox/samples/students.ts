import type { Schemas } from "../office-client.js";
import type { SampleInstitution } from "./institutions.js";
import { academicYear } from "./terms.js";

/** One student who goes from one institution to another, in the first year that an agreement gives. */
export interface StayOf {
  readonly from: SampleInstitution;
  readonly to: SampleInstitution;
  /** Calendar year in which the receiving institution's academic year begins. */
  readonly year: number;
  readonly student: Schemas["Student"];
}

const person = (givenNames: string, familyName: string, more: Pick<Schemas["Student"], "birthDate" | "nationality" | "gender">) => ({ givenNames, familyName, ...more });
/** None of them exists. */
const PERSONS = [
  person("Zoë Marie", "Ærenlund", { birthDate: "2006-02-11", nationality: "DK", gender: 2 }),
  person("Jürgen", "Weißgerber", { birthDate: "2005-08-30", nationality: "DE", gender: 1 }),
  person("Nguyễn Thị", "Hằng", { birthDate: "2006-11-02", nationality: "VN", gender: 2 }),
  person("Łukasz", "Żółtowski", { birthDate: "2004-02-29", nationality: "PL", gender: 1 }),
  person("Eleni", "Papadaki", { birthDate: "2005-05-17", nationality: "GR", gender: 2 }),
] as const;

/** The student with this number, from 0, who studies at `from`; `key` tells students of equal name apart. */
export const sampleStudent = ({ heiId }: SampleInstitution, number: number, key: string): Schemas["Student"] => {
  const { givenNames, familyName, ...more } = PERSONS[number % PERSONS.length] ?? PERSONS[0];
  return {
    givenNames: [{ text: givenNames }], familyNames: [{ text: familyName }], ...more,
    globalId: `urn:schac:personalUniqueCode:int:esi:${heiId}:${key}-${number}`, email: `student-${key}-${number}@${heiId}`,
  };
};

/** The terms of both hemispheres into which a stay falls: it follows the receiving institution's calendar, the term is the sending one's. */
const STAYS = {
  northern: (year: number) => ({ start: `${year}-09-15`, end: `${year + 1}-01-31`, northern: `${year}/${year + 1}-1/2`, southern: `${year}/${year}-2/2` }),
  southern: (year: number) => ({ start: `${year}-02-20`, end: `${year}-06-30`, northern: `${year - 1}/${year}-2/2`, southern: `${year}/${year}-1/2` }),
} as const;

/** First and last day as planned. */
export const plannedDays = ({ to, year }: Pick<StayOf, "to" | "year">): { readonly start: string; readonly end: string } => {
  const { start, end } = STAYS[to.hemisphere](year);
  return { start, end };
};

/** A nomination for a place in a field of the sample agreements (see terms.ts). */
export const nominationOf = (stay: StayOf, iscedFCode: string): Schemas["NominationForm"] => ({
  student: stay.student,
  nomination: {
    term: STAYS[stay.to.hemisphere](stay.year)[stay.from.hemisphere], receivingAcademicYear: academicYear(stay.to, stay.year),
    activity: "long-term", agreementIscedFCode: iscedFCode, eqfLevel: 6, nomineeIscedFCode: "0613",
  },
});

const contact = ({ heiId }: SampleInstitution): Schemas["LaInstitution"]["contact"] => ({ givenNames: "International", familyName: "Office", email: `international@${heiId}` });

/** Everything of a learning agreement but its tables. */
export const laDetailsOf = (stay: StayOf): Schemas["LaDetails"] => {
  const { from, to, student: { givenNames, familyNames, nationality, ...student } } = stay;
  const inOneScript = (names: typeof givenNames): string => names[0]?.text ?? "";
  return {
    sending: { heiId: from.heiId, ounitName: from.units[0]?.names[0]?.text ?? from.abbreviation, contact: contact(from) },
    receiving: { heiId: to.heiId, contact: contact(to) },
    receivingAcademicYear: academicYear(to, stay.year), ...plannedDays(stay),
    student: { ...student, givenNames: inOneScript(givenNames), familyName: inOneScript(familyNames), citizenship: nationality },
    eqfLevel: 6, iscedFCode: "0613", language: { language: to.languages[0] ?? "en", cefrLevel: "B2" },
    learningOutcomesUrl: `https://www.${to.heiId}/courses`,
  };
};
