/** Courses from files: what a line gives, and what is refused by line and column. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { namesOf, template } from "../../../src/domain/csv/columns.js";
import { COURSE_COLUMNS, type CourseColumn } from "../../../src/domain/courses/file/columns.js";
import { placed, readCourses } from "../../../src/domain/courses/file/read-courses.js";
import { courseProblems } from "../../../src/domain/courses/rules.js";
import { courseDocument } from "../../../src/ewp/transcript-documents.js";
import { heiId } from "../../../src/kernel/ids.js";
import { anyCourse, CALCULUS, courseOf, instanceOf, LAB, TERM } from "../../support/courses/sample-courses.js";

const US = heiId("rive.example");
const NAMES = namesOf(COURSE_COLUMNS);
const line = (facts: Partial<Record<CourseColumn, string>>) => NAMES.map((name) => facts[name] ?? "").join(",");
const file = (...lines: readonly string[]) => Buffer.from([NAMES.join(","), ...lines].join("\r\n"));
const read = (bytes: Uint8Array) => {
  const found = readCourses(US, bytes);
  if ("problem" in found) throw new Error(found.problem.problem);
  return found;
};
const told = (...lines: readonly string[]) => {
  const found = read(file(...lines));
  return placed(found, found.courses.map(({ course }) => courseProblems(course))).flatMap(({ line: at, problems }) => problems.map(({ field, problem }) => `${at} ${field} ${problem}`));
};
const CALCULUS_LINE = { los_id: "CR/calculus", title: "Calculus" } as const;
const HELD = { loi_id: "CRI/1", start: "2026-09-01", end: "2027-01-31" } as const;

describe("a file of courses", () => {
  test("the template is a file that can be imported", () => {
    const { courses: [first], wrong } = read(Buffer.from(template(COURSE_COLUMNS)));
    expect([wrong, first && courseProblems(first.course), first && courseDocument(first.course)]).toEqual([[], [], []]);
    expect(first?.course).toEqual({
      heiId: US, losId: "CR/calculus", losCode: "MATH-101", type: "Course", titles: [{ text: "Cálculo", lang: "es" }, { text: "Calculus", lang: "en" }], iscedCode: "0541", eqfLevel: 6, urls: [{ url: "https://www.example.edu/calculus" }],
      descriptions: [], contains: [], instances: [{
        loiId: "CRI/calculus-2026-1", start: "2026-09-01", end: "2027-01-31", credits: [{ scheme: "ects", value: "7.5" }], language: "en", engagementHours: "60",
        term: { academicYearId: "2026/2027", ewpId: "2026/2027-1/2", names: [{ text: "2026/2027-1/2" }], start: "2026-09-01", end: "2027-01-31" },
        distribution: { categories: [{ label: "A", count: 10 }, { label: "B", count: 25 }, { label: "C", count: 40 }, { label: "F", count: 5 }] },
      }],
    });
  });

  test("lines with one id are instances of one course, wherever they stand", () => {
    const { rows, courses } = read(file(line({ ...CALCULUS_LINE, ...HELD }), line({ los_id: "DEP/maths", title: "Mathematics", contains: "CR/calculus  MOD/2" }), line({ los_id: "CR/calculus", ...HELD, loi_id: "CRI/2", term: "2026/2027" })));
    expect([rows, courses.map(({ course, line: at, instanceLines }) => [course.losId, course.contains, course.instances.map(({ loiId, term }) => [loiId, term?.ewpId, term?.academicYearId]), at, instanceLines])]).toEqual([3, [
      ["CR/calculus", [], [["CRI/1", undefined, undefined], ["CRI/2", undefined, "2026/2027"]], 2, [2, 4]], ["DEP/maths", ["CR/calculus", "MOD/2"], [], 3, []],
    ]]);
  });

  test.each<[string, string[], string[]]>([
    ["the same line again", [line({ ...CALCULUS_LINE, ...HELD }), line({ los_id: "CR/1", title: "x" }), line({ ...CALCULUS_LINE, ...HELD })], ["4 row describes the same as line 2"]],
    ["a course that is described differently", [line({ ...CALCULUS_LINE, ...HELD }), line({ ...CALCULUS_LINE, title: "Algebra", eqf_level: "6", ...HELD, loi_id: "CRI/2" })], [
      "3 title says something else than line 2, which describes the same course", "3 eqf_level says something else than line 2, which describes the same course",
    ]],
    ["formulas", [line({ ...CALCULUS_LINE, title: "=HYPERLINK(1)", description: "@x" })], ["2 title begins like a formula of a spreadsheet", "2 description begins like a formula of a spreadsheet"]],
    ["empty cells", [line({ title: "x" }), line({ los_id: "CR/2" })], ["2 los_id is empty", "3 title is empty"]],
    ["values of the course", [line({ ...CALCULUS_LINE, isced_f_code: "math", eqf_level: "six", url: "www.x", title_language: "?", contains: "CLS/1 x" })], [
      "2 title_language is not a language", "2 isced_f_code is not an ISCED-F code", "2 eqf_level is not an EQF level", "2 url is not a web address", "2 contains is not the id of a course",
    ]],
    ["values of an instance, at its own line", [line({ ...CALCULUS_LINE, ...HELD }), line({ los_id: "CR/calculus", loi_id: "CLSI/2", start: "01.09.2026", end: "2027-02-30", term: "2026/2027-3/2", ects: "7,5", language: "e n", engagement_hours: "many", grade_counts: "A:1" }).replace("7,5", "\"7,5\"")], [
      "3 grade_counts cannot be read", "3 loi_id is not the id of an instance of this type", "3 start is not a date", "3 end is not a date", "3 term is not a term of this academic year", "3 ects is not a number of credits", "3 language is not a language", "3 engagement_hours is not a number of hours",
    ]],
    ["an instance without its id", [line({ ...CALCULUS_LINE, start: "2026-09-01", end: "2026-01-31" })], ["2 loi_id is not the id of an instance of this type", "2 end is before the start"]],
    ["a cell too many", [`${line(CALCULUS_LINE)},x`], ["2 row has another number of cells than the header"]],
    ["another kind of id", [line({ los_id: "LOS/1", title: "x" })], ["2 los_id is not the id of a course"]],
  ])("%s: told by line and column", (_name, lines, problems) => {
    expect(told(...lines)).toEqual(problems);
  });

  test.each<[string, Uint8Array, string]>([
    ["another encoding", Buffer.from(`${NAMES.join(",")}\n${line({ ...CALCULUS_LINE, title: "Cálculo" })}`, "latin1"), "is not UTF-8"],
    ["a missing column", Buffer.from("los_id\nCR/1"), "misses the column title"],
    ["an unknown column", Buffer.from("los_id;title;room\n"), "has a column of another name"],
    ["an open quote", file(`"${line(CALCULUS_LINE)}`), "cannot be read as CSV from line 2 on"],
  ])("%s: the file is refused as a whole", (_name, bytes, problem) => {
    expect(readCourses(US, bytes)).toMatchObject({ problem: { field: "file", problem } });
  });

  test("no cells make the reader fail; what has no problem can be served", () => {
    const cell = fc.oneof(fc.constantFrom("", "CR/1", "CRI/1", "2026-09-01", "2026/2027-1/2", "A=1|B=2", "6"), fc.string({ maxLength: 12 }).map((text) => `"${text.replaceAll("\"", "\"\"")}"`));
    fc.assert(fc.property(fc.array(fc.array(cell, { minLength: NAMES.length, maxLength: NAMES.length }), { maxLength: 6 }), (rows) => {
      const found = readCourses(US, file(...rows.map((cells) => cells.join(","))));
      if ("problem" in found) return;
      for (const { course } of found.courses) if (courseProblems(course).length === 0) expect(courseDocument(course)).toEqual([]);
    }), { numRuns: 300 });
  });
});

describe("rules of courses", () => {
  test("whatever they let through, partners can be served", () => {
    expect([...courseProblems(CALCULUS), ...courseProblems(LAB)]).toEqual([]);
    fc.assert(fc.property(anyCourse, (course) => {
      if (courseProblems(course).length === 0) expect(courseDocument(course)).toEqual([]);
    }), { numRuns: 200 });
  });

  test.each<[Parameters<typeof courseOf>[1], string]>([
    [{ type: "Module" }, "type does not fit the id, whose prefix says Course"],
    [{ titles: [{ text: " " }] }, "titles there is none"],
    [{ titles: [{ text: "a\u0001" }] }, "titles[0].text contains U+0001, which XML cannot carry"],
    [{ contains: [CALCULUS.losId] }, "contains names the course itself"],
    [{ instances: [instanceOf("CRI/1"), instanceOf("CRI/1")] }, "instances[1].loiId is that of another instance"],
    [{ instances: Array.from({ length: 501 }, (_, n) => instanceOf(`CRI/${n}`)) }, "instances are too many"],
    [{ instances: [instanceOf("CRI/1", { term: { ...TERM, ewpId: "2024/2025-1/2" } })] }, "instances[0].term.ewpId is not a term of this academic year"],
    [{ instances: [instanceOf("CRI/1", { distribution: { categories: [{ label: "A", count: 1 }, { label: "A", count: 2 }] } })] }, "instances[0].distribution names a grade twice, or one without a name"],
  ])("%j", (facts, problem) => {
    expect(courseProblems(courseOf(CALCULUS.losId, facts)).map(({ field, problem: what }) => `${field} ${what}`)).toEqual([problem]);
  });
});
