/** What a transcript of ours must say before it is issued: every MUST of the newest transcript API (PROTOCOL 5.19). All problems at once. */
import { isAcademicYear } from "../../kernel/academic-year.js";
import { ESI_EXPECTED, isEsi } from "../mobilities/student.js";
import type { Problem } from "../problem.js";
import { creditsTwice, isEcts } from "./credits.js";
import { reportOf, type GradeTable, type Learner, type Result, type Transcript, type TranscriptKey } from "./model.js";

const missing = (field: string, expected: string): Problem => ({ field, problem: "is missing", expected });

export const transcriptProblems = (transcript: Transcript, { heiId }: Pick<TranscriptKey, "heiId">): readonly Problem[] => {
  const report = reportOf(transcript, heiId);
  return [
    ...learnerProblems(transcript.learner),
    ...(isAcademicYear(transcript.academicYearId ?? "") ? [] : [{ field: "academicYearId", problem: "is not an academic year", expected: "2025/2026, or 2025/2025 in the south" }]),
    ...(report?.issuer.heiId === heiId ? [] : [missing("issuer", "the institution's SCHAC id")]),
    ...(report && report.results.length > 0 ? [] : [missing("results", "at least one result")]),
    ...(report?.results ?? []).flatMap((result, i) => resultProblems(result, `results[${i}]`, true)),
    ...creditsTwice(report?.results ?? []),
    ...transcript.gradeTables.flatMap(gradeTableProblems),
  ];
};

const learnerProblems = ({ givenNames, familyName, esi, birthDate }: Learner): readonly Problem[] => [
  ...(familyName.trim() === "" && givenNames.trim() === "" ? [missing("learner.familyName", "the student's name")] : []),
  ...(esi === undefined ? [missing("learner.esi", ESI_EXPECTED)] : isEsi(esi) ? [] : [{ field: "learner.esi", problem: "is not a European Student Identifier", expected: ESI_EXPECTED }]),
  ...(birthDate === undefined ? [missing("learner.birthDate", "the date of birth")] : []),
];

/** What counts by itself needs a grade and credits; its parts need their ids only. */
const resultProblems = (result: Result, path: string, counts: boolean): readonly Problem[] => [
  ...(result.losId === undefined ? [missing(`${path}.losId`, "the id of the course, e.g. CR/17")] : []),
  ...(result.titles.some(({ text }) => text.trim() !== "") ? [] : [missing(`${path}.titles`, "at least one title")]),
  ...(result.loiId === undefined ? [missing(`${path}.loiId`, "the id of the course instance, e.g. CRI/17")] : []),
  ...(result.term === undefined ? [missing(`${path}.term`, "the academic term")] : []),
  ...(counts ? countedProblems(result, path) : []),
  ...(result.iscedCode === undefined || /^\d{2,4}$/.test(result.iscedCode) ? [] : [{ field: `${path}.iscedCode`, problem: "is not an ISCED-F code", expected: "two to four digits, e.g. 0541" }]),
  ...result.parts.flatMap((part, i) => resultProblems(part, `${path}.parts[${i}]`, false)),
];

const countedProblems = ({ credits, grade, distribution, status }: Result, path: string): readonly Problem[] => [
  ...(credits.some((credit) => isEcts(credit) && /^\d+(\.\d+)?$/.test(credit.value ?? "")) ? [] : [missing(`${path}.credits`, "a number of credits in the scheme ects")]),
  ...(grade === undefined ? [missing(`${path}.grade`, "the grade")] : []),
  ...(distribution === undefined || distribution.categories.length === 0 ? [missing(`${path}.distribution`, "how often each grade was given")] : []),
  ...(status === "in-progress" ? [{ field: `${path}.status`, problem: "is not final", expected: "passed or failed: a transcript is issued when it is ready for recognition" }] : []),
];

const gradeTableProblems = ({ iscedCode, frequencies }: GradeTable, i: number): readonly Problem[] => [
  ...(/^\d{2,4}$/.test(iscedCode) ? [] : [{ field: `gradeTables[${i}].iscedCode`, problem: "is not an ISCED-F code", expected: "two to four digits, e.g. 0541" }]),
  ...(frequencies.length > 0 ? [] : [missing(`gradeTables[${i}].frequencies`, "each grade with its percentage")]),
  ...(new Set(frequencies.map(({ label }) => label)).size === frequencies.length ? [] : [{ field: `gradeTables[${i}].frequencies`, problem: "name a grade twice", expected: "each grade once" }]),
];
