/** What no form of a value shows: whether it can be true. */
import { firstCalendarYear, isAcademicYear } from "../../kernel/academic-year.js";

/** No student is younger in the year of the mobility; a date in the future is not either. */
const YOUNGEST = 10;
/** ISCED-F 2013: the narrow fields of each broad one; 0, 8 and 9 (general, interdisciplinary, other) belong to all of them. */
const NARROW: Readonly<Record<string, string>> = { "00": "123", "01": "1", "02": "123", "03": "12", "04": "12", "05": "1234", "06": "1", "07": "123", "08": "1234", "09": "12", "10": "1234" };

/** False for a day of birth that is too near to the academic year, or after it. What cannot be read is told elsewhere. */
export const isBornBefore = (birthDate: string | undefined, academicYear: string): boolean =>
  birthDate === undefined || !isAcademicYear(academicYear) || !/^\d{4}-/.test(birthDate) || Number(birthDate.slice(0, 4)) + YOUNGEST <= firstCalendarYear(academicYear);

/** Whether four digits are in the classification: 9999 is not. */
export const isField = (code: string): boolean => {
  const narrow = NARROW[code.slice(0, 2)];
  return narrow !== undefined && `${narrow}089`.includes(code.charAt(2));
};
export const BORN = { problem: "is too late for a student of this year", expected: `at least ${YOUNGEST} years before the mobility` } as const;
export const NO_FIELD = { problem: "names no field of ISCED-F 2013", expected: "e.g. 0314" } as const;
