/** What is wrong with courses before they are stored, and which of them would change something. */
import { isDeepStrictEqual } from "node:util";
import type { HeiId } from "../../kernel/ids.js";
import type { Tell } from "../imports/progress.js";
import type { Problem } from "../problem.js";
import type { PublishedCourse } from "./model.js";
import type { CourseDependencies } from "./ports.js";
import { courseProblems } from "./rules.js";

/** Courses that are looked at before others get their turn. */
const BATCH = 200;

export interface Judgement {
  /** Of each course, in their order; fields are the course's. */
  readonly problems: readonly (readonly Problem[])[];
  /** How many are new or differ from what is stored. */
  readonly changed: number;
}

/** Rules, the network's schema, and what it names: units and parts that nobody could look up must not be named (PROTOCOL 1.3). */
export const judge = async ({ store, institutions, document }: CourseDependencies, { heiId, courses }: { readonly heiId: HeiId; readonly courses: readonly PublishedCourse[] }, tell: Tell): Promise<Judgement> => {
  const units = new Set((await institutions.ounits(heiId)).map(({ id }) => id));
  const here = new Map<string, number>();
  courses.forEach(({ losId }, i) => here.set(losId, here.get(losId) ?? i));
  const problems: (readonly Problem[])[] = [];
  let changed = 0;
  for (let from = 0; from < courses.length; from += BATCH) {
    await tell({ phase: "looking", rows: courses.length, done: from });
    const some = courses.slice(from, from + BATCH);
    const parts = some.flatMap(({ contains }) => contains).filter((id) => !here.has(id));
    const stored = new Map((await store.withIds(heiId, [...some.map(({ losId }) => losId), ...parts])).map(({ changedAt: _at, revision: _revision, ...course }) => [course.losId as string, course]));
    const known = (id: string): boolean => here.has(id) || stored.has(id);
    changed += some.filter((course) => !isDeepStrictEqual(stored.get(course.losId), plain(course))).length;
    for (const [i, course] of some.entries()) {
      const broken = courseProblems(course);
      problems.push([...(broken.length > 0 ? broken : document(course)), ...repeated(here.get(course.losId), from + i), ...unknownReferences(course, units, known)]);
    }
  }
  return { problems, changed };
};

/** As it comes back from the store: without what is undefined. */
const plain = (course: PublishedCourse): unknown => JSON.parse(JSON.stringify(course));

const repeated = (first: number | undefined, at: number): readonly Problem[] =>
  (first === undefined || first === at ? [] : [{ field: "losId", problem: `is that of row ${first + 1}`, expected: "each course once" }]);

const unknownReferences = ({ ounitId, contains }: PublishedCourse, units: ReadonlySet<string>, known: (id: string) => boolean): readonly Problem[] => [
  ...(ounitId === undefined || units.has(ounitId) ? [] : [{ field: "ounitId", problem: "is not one of our units", expected: "the id of a published unit, or none" }]),
  ...contains.flatMap((id, i) => (known(id) ? [] : [{ field: `contains[${i}]`, problem: "is not one of our courses", expected: "a course that is stored or in this import" }])),
];
