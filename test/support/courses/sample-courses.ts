/** Courses as offices write them: a full one with its part, and every valid one. */
import fc from "fast-check";
import type { CourseInstance, PublishedCourse, Term } from "../../../src/domain/courses/model.js";
import type { HeiId, LoiId, LosId } from "../../../src/kernel/ids.js";
import { langUrl } from "../agreements/copies.js";
import { US } from "../ewp/slice-node.js";
import { anyText } from "../xml/wire-values.js";

const los = (id: string) => id as LosId;
const loi = (id: string) => id as LoiId;
export const TERM: Term = { academicYearId: "2025/2026", ewpId: "2025/2026-1/2", names: [{ text: "Autumn 2025", lang: "en" }], start: "2025-09-01", end: "2026-01-31" };

export const courseOf = (losId: string, facts: Partial<PublishedCourse> = {}): PublishedCourse =>
  ({ heiId: US, losId: los(losId), titles: [{ text: `Course ${losId}` }], urls: [], descriptions: [], instances: [], contains: [], ...facts });

export const instanceOf = (loiId: string, facts: Partial<CourseInstance> = {}): CourseInstance => ({ loiId: loi(loiId), start: "2025-09-01", end: "2026-01-31", credits: [], ...facts });

export const LAB = courseOf("CLS/lab", { losCode: "MATH-1-LAB", type: "Class" });
export const CALCULUS = courseOf("CR/calculus", {
  losCode: "MATH & 1", type: "Course", subjectArea: "11.0", iscedCode: "0541", eqfLevel: 6, titles: [{ text: "Introductory <calculus>", lang: "en" }, { text: "Grunnkurs", lang: "no" }],
  urls: [{ url: "https://www.rive.example/calculus", lang: "en" }], descriptions: [{ text: "Limits,\nthen derivatives.", lang: "en" }], contains: [LAB.losId],
  instances: [
    instanceOf("CRI/2024", { start: "2024-09-01", end: "2025-01-31" }),
    instanceOf("CRI/2025", {
      term: TERM, gradingScheme: { labels: [{ text: "1-6" }], descriptions: [{ text: "6 is best", lang: "en" }] },
      distribution: { categories: [{ label: "6", count: 12 }, { label: "4", count: 30 }, { label: "3", count: 0 }], descriptions: [{ text: "2023 to 2025" }] },
      credits: [{ scheme: "ects", level: "Bachelor", value: "7.5" }, { scheme: "ch-kp", value: "5" }], language: "en", engagementHours: "60",
    }),
  ],
});

// Every valid one.

const any = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 2 });
const text = fc.record({ text: anyText, lang: fc.constantFrom("en", "pt-BR") }, { requiredKeys: ["text"] });
const some = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: 1, maxLength: 2 });
const day = fc.constantFrom("2025-09-01", "2026-02-28");
const decimal = fc.constantFrom("0", "7.5", "30.00");

const anyInstance = fc.record({
  loiId: fc.constantFrom(loi("CRI/1"), loi("MODI/~!")), start: day, end: day,
  term: fc.record({ academicYearId: fc.constant("2025/2026"), ewpId: fc.constant("2025/2026-2/2"), names: some(text), start: day, end: day }, { requiredKeys: ["academicYearId", "names", "start", "end"] }),
  gradingScheme: fc.record({ labels: some(text), descriptions: some(text) }, { requiredKeys: ["labels"] }),
  distribution: fc.record({ categories: some(fc.record({ label: anyText, count: fc.nat() })), descriptions: some(text) }, { requiredKeys: ["categories"] }),
  credits: any(fc.record({ scheme: anyText, level: fc.constantFrom("Bachelor", "Master", "PhD"), value: decimal }, { requiredKeys: ["scheme", "value"] })),
  language: fc.constantFrom("en", "zh-Hant"), engagementHours: decimal,
}, { requiredKeys: ["loiId", "start", "end", "credits"] });

export const anyCourse = fc.record({
  heiId: fc.constant(US as HeiId), losId: fc.constantFrom(los("CR/1"), los("DEP/x&y")), losCode: anyText, ounitId: fc.constantFrom("a", "OU-1"), titles: some(text),
  type: fc.constantFrom("Degree Programme", "Module", "Course", "Class"), subjectArea: anyText, iscedCode: anyText, eqfLevel: fc.integer({ min: 1, max: 8 }),
  urls: any(langUrl), descriptions: any(text), instances: any(anyInstance), contains: any(fc.constantFrom(los("CLS/1"), los("CR/2"))),
}, { requiredKeys: ["heiId", "losId", "titles", "urls", "descriptions", "instances", "contains"] }) as fc.Arbitrary<PublishedCourse>;
