/** The rules of a nomination's content (PROTOCOL 5.13), for what we write and for what we read. */
import { firstCalendarYear, isAcademicYear } from "../../kernel/academic-year.js";
import { isAsciiId } from "../../kernel/ids.js";
import { studentProblems } from "../mobilities/student.js";
import type { Problem } from "../problem.js";
import { ACTIVITIES, type ReceivedNomination, type ToldContent } from "./model.js";

const TERM = /^(\d{4}\/\d{4})-([1-9])\/([1-9])$/;
const ISCED = /^\d{4}$/;
const MOST_COMMENT = 4_000;

/** Broken rules of the content, all at once. `older`: what is not told is no fault, and fields may be broad. */
export const contentProblems = (content: ToldContent, { older = false } = {}): readonly Problem[] => {
  const path = "nomination";
  const isIsced = (code: string | undefined): boolean => (older ? code === undefined || /^\d{2,4}$/.test(code) : ISCED.test(code ?? ""));
  const wrong = (field: keyof ToldContent, isRight: boolean, problem: string, expected: string): Problem[] => (isRight ? [] : [{ field: `${path}.${field}`, problem, expected }]);
  const { sendingOunitId, receivingOunitId, term, receivingAcademicYear: year, comment } = content;
  return [
    ...wrong("sendingOunitId", sendingOunitId === undefined || isAsciiId(sendingOunitId), "is not a unit id", "1 to 64 printable ASCII characters"),
    ...wrong("receivingOunitId", receivingOunitId === undefined || isAsciiId(receivingOunitId), "is not a unit id", "1 to 64 printable ASCII characters"),
    ...wrong("receivingIiaId", older || (content.sendingIiaId === undefined) === (content.receivingIiaId === undefined), "stands alone", "the ids of both copies of the agreement, or none"),
    ...wrong("term", term === undefined || isTerm(term), "is not an academic term", "e.g. 2026/2027-1/2, the first of two; none for another period"),
    ...wrong("receivingAcademicYear", isAcademicYear(year), "is not an academic year", "e.g. 2026/2027, or 2026/2026 in the southern hemisphere"),
    ...wrong("term", term === undefined || !isTerm(term) || !isAcademicYear(year) || Math.abs(firstCalendarYear(term) - firstCalendarYear(year)) <= 1, "is not in the receiving academic year", `a term about ${year}`),
    ...wrong("activity", ACTIVITIES.includes(content.activity), "is not a kind of mobility", ACTIVITIES.join(", ")),
    ...wrong("agreementIscedFCode", isIsced(content.agreementIscedFCode), "is not a four-digit ISCED-F code", "four digits, e.g. 0314"),
    ...wrong("nomineeIscedFCode", isIsced(content.nomineeIscedFCode), "is not a four-digit ISCED-F code", "four digits, e.g. 0314"),
    ...wrong("eqfLevel", isLevel(content.eqfLevel, older), "is not an EQF level", "1 to 8: short cycle 5, bachelor 6, master 7, doctorate 8"),
    ...wrong("comment", comment === undefined || comment.length <= MOST_COMMENT, "is too long", `at most ${MOST_COMMENT} characters`),
  ];
};

const isTerm = (term: string): boolean => {
  const [, year, number, total] = TERM.exec(term) ?? [];
  return year !== undefined && isAcademicYear(year) && Number(number) <= Number(total);
};

const isLevel = (level: number | undefined, older: boolean): boolean => (level === undefined ? older : Number.isInteger(level) && level >= 1 && level <= 8);

/** What is wrong with a nomination by itself; a partner's is held to the rules of the workflow that brought it. */
export const nominationProblems = ({ student, proposal, older }: Pick<ReceivedNomination, "student" | "proposal" | "older">): readonly Problem[] => {
  const rules = { older: older !== undefined };
  return [
    ...studentProblems(student, rules), ...contentProblems(proposal.content, rules),
    ...(older?.activityType === "student-traineeships" ? [{ field: "nomination.activityType", problem: "is a traineeship", expected: "studies: this node keeps nominations for studies only" }] : []),
  ];
};
