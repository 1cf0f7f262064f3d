import { badRequest, editConflict, notFound } from "../../kernel/errors.js";
import type { HeiId, LosId } from "../../kernel/ids.js";
import type { RowProblems } from "../csv/read-csv.js";
import { type Tell, untold } from "../imports/progress.js";
import type { Page, PageRequest } from "../page.js";
import { placed, readCourses } from "./file/read-courses.js";
import { judge } from "./judge.js";
import type { Course, PublishedCourse } from "./model.js";
import type { CourseDependencies, CourseFilter } from "./ports.js";

/** What an import did, or would do. */
export interface CourseReport {
  /** Lines of the file, or entries of the list. */
  readonly rows: number;
  readonly courses: number;
  /** Courses that are new or differ from what is stored; 0 while anything is wrong. */
  readonly changed: number;
  /** Of these, how many were stored: all or none, and none in a dry run. */
  readonly stored: number;
  readonly wrong: readonly RowProblems[];
}

interface Import {
  readonly heiId: HeiId;
  /** Without it nothing is stored. */
  readonly confirm: boolean;
}

const noCourse = () => notFound("There is no course with this id.");

/** The catalogue of our institutions, as partners read it (PROTOCOL 5.6). */
export const createCourses = (dependencies: CourseDependencies) => {
  const { store } = dependencies;
  const get = async (heiId: HeiId, losId: string): Promise<Course> => (await store.withIds(heiId, [losId]))[0] ?? Promise.reject(noCourse());
  const finish = async (heiId: HeiId, courses: readonly PublishedCourse[], { confirm, ...report }: Omit<CourseReport, "courses" | "stored"> & { readonly confirm: boolean }, tell: Tell): Promise<CourseReport> => {
    const isRight = report.wrong.length === 0;
    if (confirm && isRight) await tell({ phase: "storing", rows: courses.length, done: 0 });
    const stored = confirm && isRight ? (await store.save(heiId, courses)).length : 0;
    return { ...report, changed: isRight ? report.changed : 0, courses: courses.length, stored };
  };
  return {
    get,
    has: async (heiId: HeiId, losId: string): Promise<boolean> => (await store.withIds(heiId, [losId])).length > 0,
    list: (heiId: HeiId, filter: CourseFilter, page: PageRequest): Promise<Page<Course>> => store.list(heiId, filter, page),

    /** Adds or replaces one course. Refused: 400 with every problem in `details`, 412 when it is not at `ifRevision` (0: there is none). */
    put: async (course: PublishedCourse, ifRevision: number): Promise<Course> => {
      const [problems = []] = (await judge(dependencies, { heiId: course.heiId, courses: [course] }, untold)).problems;
      if (problems.length > 0) throw badRequest(problems.map(({ field, problem }) => `${field}: ${problem}`).slice(0, 5).join("; "), { code: "invalid-content", details: problems });
      await store.save(course.heiId, [course], ifRevision);
      return get(course.heiId, course.losId);
    },

    /** Adds and replaces courses when it is confirmed and nothing is wrong; places are counted from 1. Courses that are not named stay. */
    importCourses: async ({ heiId, confirm, courses }: Import & { readonly courses: readonly PublishedCourse[] }, tell: Tell = untold): Promise<CourseReport> => {
      const { problems, changed } = await judge(dependencies, { heiId, courses }, tell);
      const wrong = problems.flatMap((found, i) => (found.length > 0 ? [{ line: i + 1, problems: found }] : []));
      return finish(heiId, courses, { confirm, rows: courses.length, changed, wrong }, tell);
    },

    /** The same from a CSV file, with problems by line and column. */
    importFile: async ({ heiId, confirm, bytes }: Import & { readonly bytes: Uint8Array }, tell: Tell = untold): Promise<CourseReport> => {
      const file = readCourses(heiId, bytes);
      if ("problem" in file) return { rows: 0, courses: 0, changed: 0, stored: 0, wrong: [{ line: 1, problems: [file.problem] }] };
      const courses = file.courses.map(({ course }) => course);
      const { problems, changed } = await judge(dependencies, { heiId, courses }, tell);
      return finish(heiId, courses, { confirm, rows: file.rows, changed, wrong: placed(file, problems) }, tell);
    },

    /** Retires a course: partners find it no more. 404 when there is none, 409 while another one contains it, 412 at another revision. */
    remove: async ({ heiId, losId, ifRevision }: { readonly heiId: HeiId; readonly losId: LosId; readonly ifRevision?: number }): Promise<void> => {
      const whole = (await store.containing(heiId, losId))[0];
      if (whole !== undefined) throw editConflict(`Course ${whole} contains ${losId}.`, "Another course contains this one. Change that one first.", { code: "course-in-use", details: { containedIn: whole } });
      if (!(await store.remove(heiId, losId, ifRevision))) throw noCourse();
    },
  };
};
export type Courses = ReturnType<typeof createCourses>;
