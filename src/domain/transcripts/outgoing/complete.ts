/** What was entered, with what the catalogue, the mobility and the institution's own grades add: the transcript as it would be issued. */
import { given } from "../../../kernel/given.js";
import { omit } from "../../../kernel/omit.js";
import { COURSE_TYPES, type Course, type CourseInstance } from "../../courses/model.js";
import { tableFor } from "../../recognition/convert-grade.js";
import type { HomeScale } from "../../recognition/model.js";
import { everyResult, type GradeTable, type Issuer, type Learner, type Result, type Transcript } from "../model.js";
import type { KnownMobility, ResultEntry, TranscriptContent } from "./model.js";

export interface Additions {
  readonly issuer: Issuer;
  readonly known: KnownMobility | undefined;
  /** The courses that the results name. */
  readonly courses: readonly Course[];
  readonly scale: HomeScale;
  /** `xs:dateTime` */
  readonly at: string;
}

const NOBODY: Learner = { givenNames: "", familyName: "" };

export const completed = ({ academicYearId, learner, results: entered, gradingSchemes = [], gradeTables }: TranscriptContent, { issuer, known, courses, scale, at }: Additions): Transcript => {
  const year = academicYearId ?? known?.academicYearId;
  const results = entered.map((entry) => resultOf(entry, courses, year));
  return {
    ...given({ academicYearId: year }), learner: learner ?? known?.learner ?? NOBODY, generatedAt: at,
    reports: [{ issuer, issuedAt: at, results, gradingSchemes, attachments: [] }],
    gradeTables: gradeTables ?? tablesFor(results, scale),
  };
};

/** One for each code that a result has, and for no other (PROTOCOL 5.19): where we have none, the nearest wider field's. */
const tablesFor = (results: readonly Result[], { tables }: HomeScale): readonly GradeTable[] =>
  [...new Set(everyResult(results).flatMap(({ iscedCode }) => iscedCode ?? []))].flatMap((iscedCode) => {
    const table = tableFor(iscedCode, tables);
    return table ? [{ ...table, iscedCode }] : [];
  });

/** Every entry, with those that others are made of. */
export const everyEntry = (entries: readonly ResultEntry[]): readonly ResultEntry[] => entries.flatMap((entry) => [entry, ...everyEntry(entry.parts ?? [])]);

/** The course of the catalogue that an entry names: by id before code. */
export const courseOf = (entry: ResultEntry, courses: readonly Course[]): Course | undefined =>
  courses.find(({ losId, losCode }) => (entry.losId === undefined ? losCode !== undefined && losCode === entry.losCode : losId === entry.losId));

const resultOf = (entry: ResultEntry, courses: readonly Course[], year: string | undefined): Result => {
  const course = courseOf(entry, courses);
  return {
    titles: [], descriptions: [], credits: [], levels: [],
    ...(course && ofCourse(course, entry, year)), ...given(omit(entry, "parts", "status")),
    status: entry.status, parts: (entry.parts ?? []).map((part) => resultOf(part, courses, year)),
  };
};

const ofCourse = (course: Course, entry: ResultEntry, year: string | undefined): Partial<Result> => {
  const { losId, losCode, titles, iscedCode, subjectArea, urls, descriptions, eqfLevel } = course;
  const instance = instanceOf(course, entry, year);
  return {
    titles, descriptions, ...given({ losId, losCode, iscedCode, subjectArea, url: urls[0]?.url, type: COURSE_TYPES.find((type) => type === course.type) }),
    ...(eqfLevel !== undefined && { levels: [{ type: "EQF", value: String(eqfLevel) }] }), ...(instance && ofInstance(instance)),
  };
};

/** The instance that is named; otherwise the only one of the year, so that nobody is given the grades of another term. */
const instanceOf = ({ instances }: Course, { loiId }: ResultEntry, year: string | undefined): CourseInstance | undefined => {
  if (loiId !== undefined) return instances.find((instance) => instance.loiId === loiId);
  const candidates = instances.filter(({ term }) => term?.academicYearId === year);
  return candidates.length === 1 ? candidates[0] : undefined;
};

const ofInstance = ({ loiId, term, distribution, credits, language, engagementHours }: CourseInstance): Partial<Result> => ({
  loiId, credits: credits.map(({ scheme, value }) => ({ scheme, value })),
  ...given({ term: term && { titles: term.names, start: term.start, end: term.end }, distribution, language, engagementHours }),
});
