import { isDeepStrictEqual } from "node:util";
import { badRequest, editConflict, notFound } from "../../kernel/errors.js";
import type { HeiId, LosId } from "../../kernel/ids.js";
import type { InstitutionStore } from "../institutions/ports.js";
import type { Problem } from "../problem.js";
import type { PublishedCourse } from "./model.js";
import type { CourseDocumentCheck, CourseStore } from "./ports.js";
import { courseProblems } from "./rules.js";

/** What an import did, or would do. */
export interface ImportReport {
  /** Courses that are new or differ from what was stored. */
  readonly changed: readonly LosId[];
  readonly unchanged: number;
  readonly dryRun: boolean;
}

interface CourseDependencies {
  readonly store: CourseStore;
  readonly institutions: Pick<InstitutionStore, "get" | "ounits">;
  readonly document: CourseDocumentCheck;
}

/** The catalogue of our institutions. Problems name their row: `courses[3].instances[0].loiId`. */
export const createCourses = ({ store, institutions, document }: CourseDependencies) => ({
  /**
   * Adds and replaces courses, all or none. Refused: 404 for an institution that is not ours, 400 with every problem in `details` when a
   * course breaks a rule, names a unit or a part that is not published, or occurs twice. A dry run stores nothing.
   */
  importCourses: async (heiId: HeiId, courses: readonly PublishedCourse[], { dryRun = false } = {}): Promise<ImportReport> => {
    if (!(await institutions.get(heiId))) throw notFound("There is no institution with this id.");
    const problems = [
      ...courses.flatMap((course, i) => inRow(i, [...courseProblems(course), ...document(course)])),
      ...repeated(courses),
      ...(await unknownReferences({ store, institutions, document }, heiId, courses)),
    ];
    if (problems.length > 0) throw badRequest(problems.map(({ field, problem }) => `${field}: ${problem}`).slice(0, 5).join("; "), { code: "invalid-content", details: problems });
    const changed = dryRun ? await wouldChange(store, heiId, courses) : await store.save(heiId, courses);
    return { changed, unchanged: courses.length - changed.length, dryRun };
  },

  /** Removes a course; 404 when there is none, 409 while another one contains it. */
  removeCourse: async (heiId: HeiId, losId: LosId): Promise<void> => {
    const whole = (await store.containing(heiId, losId))[0];
    if (whole !== undefined) throw editConflict(`Course ${whole} contains ${losId}.`, "Another course contains this one. Change that one first.", { code: "course-in-use" });
    if (!(await store.remove(heiId, losId))) throw notFound("There is no course with this id.");
  },
});
export type Courses = ReturnType<typeof createCourses>;

const inRow = (row: number, problems: readonly Problem[]): readonly Problem[] => problems.map((problem) => ({ ...problem, field: `courses[${row}].${problem.field}` }));

const repeated = (courses: readonly PublishedCourse[]): readonly Problem[] => {
  const first = new Map<string, number>();
  return courses.flatMap(({ losId }, i) => {
    const before = first.get(losId);
    if (before === undefined) first.set(losId, i);
    return before === undefined ? [] : [{ field: `courses[${i}].losId`, problem: `is that of row ${before + 1}`, expected: "each course once" }];
  });
};

/** Units and parts that nobody could look up must not be named (PROTOCOL 1.3). */
const unknownReferences = async ({ store, institutions }: CourseDependencies, heiId: HeiId, courses: readonly PublishedCourse[]): Promise<readonly Problem[]> => {
  const units = new Set((await institutions.ounits(heiId)).map(({ id }) => id));
  const here = new Set(courses.map(({ losId }) => losId));
  const elsewhere = [...new Set(courses.flatMap(({ contains }) => contains))].filter((id) => !here.has(id));
  const known = new Set((await store.withIds(heiId, elsewhere)).map(({ losId }) => losId));
  return courses.flatMap(({ ounitId, contains }, i) => [
    ...(ounitId === undefined || units.has(ounitId) ? [] : [{ field: `courses[${i}].ounitId`, problem: "is not one of our units", expected: "the id of a published unit, or none" }]),
    ...contains.flatMap((id, j) => (here.has(id) || known.has(id) ? [] : [{ field: `courses[${i}].contains[${j}]`, problem: "is not one of our courses", expected: "a course that is stored or in this import" }])),
  ]);
};

const wouldChange = async (store: CourseStore, heiId: HeiId, courses: readonly PublishedCourse[]): Promise<readonly LosId[]> => {
  const stored = new Map((await store.withIds(heiId, courses.map(({ losId }) => losId))).map(({ changedAt: _at, ...course }) => [course.losId, course]));
  return courses.filter((course) => !isDeepStrictEqual(stored.get(course.losId), { ...course, heiId })).map(({ losId }) => losId);
};
