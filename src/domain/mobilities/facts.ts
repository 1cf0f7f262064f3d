/** What a nomination and a learning agreement both say of a mobility, in one form. */
import { given } from "../../kernel/given.js";
import type { Components, LaDetails, LaStudent } from "../learning-agreements/model.js";
import { type MobilityType, mobilityTypeOf } from "../learning-agreements/model.js";
import type { Activity, ToldContent } from "../nominations/model.js";
import type { OlderFacts } from "../nominations/older-facts.js";
import type { ToldStudent } from "./student.js";

export interface MobilityFacts {
  readonly sendingHeiId: string;
  readonly receivingHeiId: string;
  readonly sendingOunitId?: string;
  readonly receivingOunitId?: string;
  readonly receivingAcademicYear: string;
  /** Of the student: two to four digits. */
  readonly iscedFCode?: string;
  readonly eqfLevel?: number;
  readonly activity: Activity;
  /** `YYYY-MM` or longer. */
  readonly start?: string;
  readonly end?: string;
  readonly globalId?: string;
  readonly birthDate?: string;
  /** Each in several languages or scripts; empty when not told. */
  readonly givenNames: readonly string[];
  readonly familyNames: readonly string[];
}

interface Parties {
  readonly sendingHeiId: string;
  readonly receivingHeiId: string;
}

export const factsOfNomination = (parties: Parties, student: ToldStudent, content: ToldContent, older?: OlderFacts): MobilityFacts => {
  const { sendingOunitId, receivingOunitId, receivingAcademicYear, nomineeIscedFCode, eqfLevel, activity } = content;
  return {
    ...parties, receivingAcademicYear, activity, givenNames: student.givenNames.map(({ text }) => text), familyNames: student.familyNames.map(({ text }) => text),
    ...given({
      sendingOunitId, receivingOunitId, iscedFCode: nomineeIscedFCode, eqfLevel, start: older?.plannedArrival, end: older?.plannedDeparture,
      globalId: student.globalId, birthDate: student.birthDate,
    }),
  };
};

const ACTIVITY_OF: Readonly<Record<MobilityType, Activity>> = { semester: "long-term", blended: "short-term-blended", doctoral: "short-term-doctoral" };

/** `student` with what an open proposal changes of it; `components` of the first version or the first proposal. */
export const factsOfLa = (details: Omit<LaDetails, "student">, student: Partial<LaStudent>, components: Components): MobilityFacts => {
  const { sending, receiving, receivingAcademicYear, iscedFCode, eqfLevel, start, end } = details;
  return {
    sendingHeiId: sending.heiId, receivingHeiId: receiving.heiId, receivingAcademicYear, iscedFCode, eqfLevel, start, end, activity: ACTIVITY_OF[mobilityTypeOf(components)],
    givenNames: listed(student.givenNames), familyNames: listed(student.familyName),
    ...given({ sendingOunitId: sending.ounitId, receivingOunitId: receiving.ounitId, globalId: student.globalId, birthDate: student.birthDate?.slice(0, 10) }),
  };
};

const listed = (text: string | undefined): readonly string[] => (text === undefined ? [] : [text]);
