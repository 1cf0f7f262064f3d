import type { Schemas } from "../office-client.js";
import type { SampleInstitution } from "./institutions.js";
import { plannedDays, type StayOf } from "./students.js";
import { academicYear } from "./terms.js";

type Course = Schemas["LaComponent"] & { readonly losId: string; readonly losCode: string };
const course = (title: string, code: string): Course => ({ title, losId: `CR/${code}`, losCode: code, term: { number: 1, total: 2 }, credits: [{ scheme: "ects", value: "6" }] });
const recognised = (title: string): Schemas["LaComponent"] => ({ title, term: { number: 1, total: 2 }, credits: [{ scheme: "ects", value: "6" }] });

/** Courses of the receiving institutions, as learning agreements name them. */
export const COURSES = { algorithms: course("Algorithms and data structures", "COMP201"), statistics: course("Marine statistics", "STAT210"), maps: course("Spatial data", "GEOG215"), coasts: course("Coastal modelling", "GEOG230") } as const;

/** Tables A and B: what is studied there, and what is recognised for it. */
export const tablesOf = (...studied: readonly Schemas["LaComponent"][]): Schemas["LaComponents"] => ({ studied: [...studied], recognized: [recognised("Algorithms"), recognised("Applied geoinformatics")] });

/** Under this number it stands in the catalogue: the learning agreements still have the old one. */
export const RENUMBERED = { ...COURSES.coasts, losId: "CR/GEOG330", losCode: "GEOG330" } as const;

/** What is taught where students go. */
export const TAUGHT = [COURSES.algorithms, RENUMBERED] as const;

/** The id of the holding in that year. */
export const instanceOf = ({ losCode }: Pick<Course, "losCode">, { year }: Pick<StayOf, "year">): string => `CRI/${losCode}-${year}`;

/** What the receiving institution's catalogue says of a course that is held while the student is there. */
export const catalogued = ({ title, losCode }: Course, stay: Pick<StayOf, "to" | "year">): Schemas["CourseContent"] => {
  const days = plannedDays(stay);
  return {
    losCode, titles: [{ text: title, lang: "en" }], iscedCode: "0613",
    instances: [{
      loiId: instanceOf({ losCode }, stay), ...days, credits: [{ scheme: "ects", value: "6" }], language: "en",
      term: { academicYearId: academicYear(stay.to, stay.year), names: [{ text: "First semester", lang: "en" }], ...days },
      distribution: { categories: DISTRIBUTION[stay.to.hemisphere].map(([label, percentage]) => ({ label, count: Number(percentage) })) },
    }],
  };
};

/** The grades of both hemispheres' institutions with their shares in per cent, the best first, the failing one last. */
const DISTRIBUTION = {
  northern: [["1", "20"], ["2", "35"], ["3", "25"], ["4", "12"], ["5", "8"]],
  southern: [["A", "25"], ["B", "40"], ["C", "25"], ["F", "10"]],
} as const;

/** How often an institution gives its own grades. */
export const gradesOf = ({ hemisphere }: SampleInstitution): Schemas["GradeScalesInput"] => {
  const frequencies = DISTRIBUTION[hemisphere].map(([label, percentage]) => ({ label, percentage }));
  return { tables: [{ iscedCode: "06", frequencies }], failing: frequencies.slice(-1).map(({ label }) => label) };
};
