import type { Columns } from "../../csv/columns.js";

/** The columns of a file of courses: a line per course, or per instance of a course. `[]` stands for a place in a list. */
export const COURSE_COLUMNS = {
  los_id: { field: "losId", example: "CR/calculus", required: true },
  los_code: { field: "losCode", example: "MATH-101", required: false },
  title: { field: "titles", example: "Cálculo", required: true },
  title_language: { field: "titles[].lang", example: "es", required: false },
  title_english: { field: "titleEnglish", example: "Calculus", required: false },
  isced_f_code: { field: "iscedCode", example: "0541", required: false },
  eqf_level: { field: "eqfLevel", example: "6", required: false },
  ounit_id: { field: "ounitId", example: "", required: false },
  url: { field: "urls[].url", example: "https://www.example.edu/calculus", required: false },
  description: { field: "descriptions", example: "", required: false },
  contains: { field: "contains[]", example: "", required: false },
  loi_id: { field: "instances[].loiId", example: "CRI/calculus-2026-1", required: false },
  start: { field: "instances[].start", example: "2026-09-01", required: false },
  end: { field: "instances[].end", example: "2027-01-31", required: false },
  term: { field: "instances[].term.ewpId", example: "2026/2027-1/2", required: false },
  ects: { field: "instances[].credits[].value", example: "7.5", required: false },
  language: { field: "instances[].language", example: "en", required: false },
  engagement_hours: { field: "instances[].engagementHours", example: "60", required: false },
  grade_counts: { field: "instances[].distribution", example: "A=10|B=25|C=40|F=5", required: false },
} as const satisfies Columns;
export type CourseColumn = keyof typeof COURSE_COLUMNS;

/** What a line says of the one instance; the rest is said of the course. */
export const INSTANCE_COLUMNS: readonly CourseColumn[] = ["loi_id", "start", "end", "term", "ects", "language", "engagement_hours", "grade_counts"];
