/** The tables of a transcript. */
import type { PdfContent } from "pdfmake";
import { isEcts, passedEcts, sumOf } from "../../domain/transcripts/credits.js";
import { everyResult, type GradeTable, type Report, type Result } from "../../domain/transcripts/model.js";
import { bold, heading, inWords, small, table, text } from "../setting/parts.js";

const STATUS = { "passed": "passed", "failed": "failed", "in-progress": "in progress" } as const;
/** A part stands below what it is a part of. */
const INDENT = 10;

interface Placed {
  readonly result: Result;
  readonly depth: number;
}
const placed = (results: readonly Result[], depth = 0): readonly Placed[] => results.flatMap((result) => [{ result, depth }, ...placed(result.parts, depth + 1)]);

export const resultsTable = (results: readonly Result[]): readonly PdfContent[] => [
  heading("Results"),
  table([70, 135, 90, 45, 55, 40], ["Code", "Course", "Term", "Status", "Credits", "Grade"], placed(results).map(resultRow)),
];

const resultRow = ({ result, depth }: Placed): readonly PdfContent[] => {
  const { losId, losCode, loiId, titles, term, status, credits, grade, iscedCode, language, date } = result;
  const about = [loiId, iscedCode && `ISCED-F ${iscedCode}`, language && `taught in ${language}`, date && `result of ${date}`].filter(Boolean).join(" · ");
  return [
    text(losCode ?? losId ?? ""),
    { stack: [text(inWords(titles)), small(about)], margin: [depth * INDENT, 0, 0, 0] },
    { stack: [text(term ? inWords(term.titles) : ""), small(term ? `${term.start} to ${term.end}` : "")] },
    text(STATUS[status]),
    text(credits.map(({ scheme, value = "?" }) => `${value} ${isEcts({ scheme }) ? "ECTS" : scheme}`).join("\n")),
    bold(grade ?? ""),
  ];
};

/** Credits of the same scheme, passed or not, and those that count. */
export const totals = (results: readonly Result[]): readonly PdfContent[] => {
  const all = everyResult(results).flatMap(({ credits }) => credits.filter(isEcts).map(({ value }) => value ?? "0"));
  return [{ text: `ECTS credits obtained: ${passedEcts(results)}, of ${sumOf(all)} attempted`, bold: true, margin: [0, 8, 0, 0] }];
};

/** How often each grade was given in the courses themselves. */
export const distributionTable = (results: readonly Result[]): readonly PdfContent[] => {
  const rows = everyResult(results).flatMap(({ losCode, losId, titles, distribution }) => (distribution
    ? [[text(losCode ?? losId ?? ""), text(inWords(titles)), text(distribution.categories.map(({ label, count }) => `${label}: ${count}`).join(", "))]]
    : []));
  return rows.length === 0 ? [] : [heading("Grades given in these courses, by number of students"), table([14, 42, 42], ["Code", "Course", "Grade: students"], rows)];
};

export const gradeTables = (tables: readonly GradeTable[]): readonly PdfContent[] => (tables.length === 0 ? [] : [
  heading("Grades given in these fields of study, in percent"),
  table([14, 86], ["ISCED-F", "Grade: percent"], tables.map(({ iscedCode, frequencies }) => [text(iscedCode), text(frequencies.map(({ label, percentage }) => `${label}: ${percentage}`).join(", "))])),
]);

export const gradingSchemes = (schemes: Report["gradingSchemes"]): readonly PdfContent[] => (schemes.length === 0 ? [] : [
  heading("Grading schemes"), ...schemes.map(({ localId, descriptions }) => text(`${localId}: ${inWords(descriptions)}`)),
]);
