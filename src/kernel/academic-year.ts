/** Academic years: `2025/2026` in the northern hemisphere, `2025/2025` in the southern (PROTOCOL 1.7). */
const FORM = /^(\d{4})\/(\d{4})$/;

/** True when `text` has the form of an academic year id and its years are equal or consecutive. */
export const isAcademicYear = (text: string): boolean => {
  const match = FORM.exec(text);
  if (!match) return false;
  const span = Number(match[2]) - Number(match[1]);
  return span === 0 || span === 1;
};

/** First calendar year of an academic year id; the order of academic years is the order of these. */
export const firstCalendarYear = (id: string): number => Number(id.slice(0, 4));

/**
 * The day on which an academic year begins, by the calendar that the network's agreements go by: 1 September, or 1 January where the
 * year is one calendar year (PROTOCOL 6.1).
 */
export const academicYearStart = (id: string): string => `${id.slice(0, 4)}-${isOneCalendarYear(id) ? "01-01" : "09-01"}`;

/** Its last day. */
export const academicYearEnd = (id: string): string => `${id.slice(5)}-${isOneCalendarYear(id) ? "12-31" : "08-31"}`;

const isOneCalendarYear = (id: string): boolean => id.slice(0, 4) === id.slice(5);
