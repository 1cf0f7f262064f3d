/** Courses from a CSV file. Lines with the same `los_id` are instances of one course, which the first of them describes. */
import { given } from "../../../kernel/given.js";
import type { HeiId, LoiId, LosId } from "../../../kernel/ids.js";
import { columnOf, namesOf } from "../../csv/columns.js";
import { cellProblems, readCsv, type Row, type RowProblems, whereGiven } from "../../csv/read-csv.js";
import type { Problem } from "../../problem.js";
import type { CourseInstance, Distribution, PublishedCourse, Term } from "../model.js";
import { typeOf } from "../rules.js";
import { COURSE_COLUMNS, INSTANCE_COLUMNS } from "./columns.js";

type CourseRow = Row<typeof COURSE_COLUMNS>;

interface ReadCourse {
  readonly course: PublishedCourse;
  /** Lines of the course and of its instances. */
  readonly line: number;
  readonly instanceLines: readonly number[];
}

export interface ReadCourses {
  readonly rows: number;
  readonly courses: readonly ReadCourse[];
  /** What is wrong with lines before their values are looked at. */
  readonly wrong: readonly RowProblems[];
}

/** The lines with one `los_id` so far that describe something new, and where each instance was described. */
interface SameCourse {
  readonly rows: CourseRow[];
  readonly lineOf: Map<string, number>;
}

const COURSE_NAMES = namesOf(COURSE_COLUMNS).filter((name) => !INSTANCE_COLUMNS.includes(name));
const COUNT = /^(.+)=(\d{1,9})$/;

export const readCourses = (heiId: HeiId, bytes: Uint8Array): ReadCourses | { readonly problem: Problem } => {
  const file = readCsv(COURSE_COLUMNS, bytes);
  if ("problem" in file) return file;
  const ofCourse = new Map<string, SameCourse>();
  const wrong: RowProblems[] = [];
  for (const row of file.rows) {
    const same: SameCourse = ofCourse.get(row.cells.los_id) ?? { rows: [], lineOf: new Map() };
    const problems = [...lineProblems(row, same), ...(row.cells.grade_counts === "" || distributionOf(row.cells.grade_counts) ? [] : [{ field: "grade_counts", problem: "cannot be read", expected: `e.g. ${COURSE_COLUMNS.grade_counts.example}` }])];
    if (problems.length > 0) wrong.push({ line: row.line, problems });
    if (!same.lineOf.has(row.cells.loi_id)) {
      same.rows.push(row);
      same.lineOf.set(row.cells.loi_id, row.line);
    }
    ofCourse.set(row.cells.los_id, same);
  }
  return { rows: file.rows.length, courses: [...ofCourse.values()].flatMap(({ rows }) => readCourse(heiId, rows)), wrong };
};

/** Required cells stand in the first line of a course; the others may repeat them or leave them empty. */
const lineProblems = (row: CourseRow, { rows: [first], lineOf }: SameCourse): readonly Problem[] => {
  const problems = cellProblems(COURSE_COLUMNS, row);
  if (!first || row.cells.los_id === "") return problems;
  const again = lineOf.get(row.cells.loi_id);
  return [
    ...problems.filter(({ field, problem }) => !(problem === "is empty" && field !== "los_id")),
    ...COURSE_NAMES.filter((name) => row.cells[name] !== "" && row.cells[name] !== first.cells[name]).map((field) => ({ field, problem: `says something else than line ${first.line}, which describes the same course`, expected: "the same, or nothing" })),
    ...(again !== undefined ? [{ field: "row", problem: `describes the same as line ${again}`, expected: "every course and every instance once" }] : []),
  ];
};

const readCourse = (heiId: HeiId, rows: readonly CourseRow[]): readonly ReadCourse[] => {
  const [first] = rows;
  if (!first) return [];
  const { los_id, los_code, title, title_language, title_english, isced_f_code, eqf_level, ounit_id, url, description, contains } = first.cells;
  const held = rows.filter(({ cells }) => INSTANCE_COLUMNS.some((name) => cells[name] !== ""));
  const course: PublishedCourse = {
    heiId, losId: los_id as LosId, ...whereGiven({ losCode: los_code, ounitId: ounit_id, iscedCode: isced_f_code }), ...given({ type: typeOf(los_id), eqfLevel: eqf_level === "" ? undefined : Number(eqf_level) }),
    titles: [{ text: title, ...whereGiven({ lang: title_language }) }, ...(title_english === "" ? [] : [{ text: title_english, lang: "en" }])],
    urls: url === "" ? [] : [{ url }], descriptions: description === "" ? [] : [{ text: description }], contains: contains.split(/\s+/).filter(Boolean) as LosId[],
    instances: held.map(instanceOf),
  };
  return [{ course, line: first.line, instanceLines: held.map(({ line }) => line) }];
};

const instanceOf = ({ cells }: CourseRow): CourseInstance => ({
  loiId: cells.loi_id as LoiId, start: cells.start, end: cells.end, credits: cells.ects === "" ? [] : [{ scheme: "ects", value: cells.ects }],
  ...whereGiven({ language: cells.language, engagementHours: cells.engagement_hours }), ...given({ term: termOf(cells), distribution: distributionOf(cells.grade_counts) }),
});

/** `2026/2027-1/2`, or the year alone. A term lasts as long as what is held in it. */
const termOf = ({ term, start, end }: CourseRow["cells"]): Term | undefined =>
  (term === "" ? undefined : { academicYearId: term.split("-", 1)[0] ?? "", ...given({ ewpId: term.includes("-") ? term : undefined }), names: [{ text: term }], start, end });

const distributionOf = (cell: string): Distribution | undefined => {
  const counts = cell.split("|").map((part) => COUNT.exec(part.trim()));
  const categories = counts.flatMap((found) => (found ? [{ label: (found[1] ?? "").trim(), count: Number(found[2]) }] : []));
  return categories.length > 0 && categories.length === counts.length ? { categories } : undefined;
};

/** All that is wrong, by line; the problems of the courses, in their order, are told at the line and column that they come from. */
export const placed = ({ courses, wrong }: ReadCourses, problems: readonly (readonly Problem[])[]): readonly RowProblems[] => {
  const byLine = new Map<number, Problem[]>(wrong.map(({ line, problems: found }) => [line, [...found]]));
  courses.forEach(({ line, instanceLines }, i) => problems[i]?.forEach((problem) => {
    const at = instanceLines[Number(/^instances\[(\d+)\]/.exec(problem.field)?.[1] ?? -1)] ?? line;
    const [told, field] = [byLine.get(at) ?? [], columnFor(problem.field)];
    if (!told.some((other) => other.field === field)) byLine.set(at, [...told, { ...problem, field }]);
  }));
  return [...byLine].sort(([one], [other]) => one - other).map(([line, found]) => ({ line, problems: found }));
};

/** The second title has a column of its own; the parts of a term are all in one. */
const columnFor = (field: string): string => {
  if (/^titles\[1\]/.test(field)) return "title_english";
  return columnOf(COURSE_COLUMNS, field.replace(/\[\d+\]/g, "[]").replace(/\.term\..*/, ".term.ewpId").replace(/\.distribution.*/, ".distribution").replace(/^titles\[\]\.text$/, "titles").replace(/^descriptions.*/, "descriptions"));
};
