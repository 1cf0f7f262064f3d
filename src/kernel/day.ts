/** True when `text` is a day of the calendar as `YYYY-MM-DD`. */
export const isDay = (text: string): boolean => {
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return moment !== undefined && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
};

/** `xs:date` may carry a zone; the day is what is meant. */
export const withoutZone = (date: string | undefined): string | undefined => date?.slice(0, 10);
