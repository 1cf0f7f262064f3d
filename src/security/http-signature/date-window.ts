import { headerValue, type HeaderMap } from "../header-map.js";
import { quoted, type Refuse } from "../refusal.js";

/** Five minutes: the recommended threshold and the smallest that is allowed (PROTOCOL 3.3 step 5). */
export const DATE_WINDOW_MS = 300_000;

const DATES = { date: "Date", "original-date": "Original-Date" } as const;
const FORM = /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * The moment that an RFC 1123 date names, or undefined. The day may have one digit, as RFC 1123 allows and Java writes it;
 * weekday and day of month have to be true.
 */
export const parseHttpDate = (text: string): Date | undefined => {
  if (text !== last.text) last = { text, date: readHttpDate(text) };
  return last.date;
};

/** The requests of a second carry the same date. */
let last: { readonly text: string; readonly date: Date | undefined } = { text: "", date: undefined };

const readHttpDate = (text: string): Date | undefined => {
  if (!FORM.test(text)) return undefined;
  const date = new Date(text);
  const canonical = text.replace(/, (\d) /, ", 0$1 ");
  return Number.isNaN(date.getTime()) || date.toUTCString() !== canonical ? undefined : date;
};

/** How far the clock of whoever wrote these headers is ahead of `now`, by its `Date`; 0 when there is none to read. */
export const clocksApartMs = (headers: HeaderMap, now: Date): number => {
  const date = parseHttpDate(headerValue(headers, "date") ?? "");
  return date ? date.getTime() - now.getTime() : 0;
};

/** Refuse unless every date among the signed headers can be read and lies within the window around `now`. */
export const checkDates = (signed: HeaderMap, now: Date, windowMs: number, refuse: Refuse): void => {
  for (const [name, wireName] of Object.entries(DATES)) {
    const text = headerValue(signed, name);
    if (text === undefined) continue;
    const date = parseHttpDate(text);
    if (!date) throw refuse(`${wireName} ${quoted(text)} is no RFC 1123 date; expected a form like "Sun, 05 Jan 2014 21:31:40 GMT".`);
    const aheadMs = date.getTime() - now.getTime();
    if (Math.abs(aheadMs) > windowMs) {
      const skew = `${Math.round(Math.abs(aheadMs) / 1000)} s ${aheadMs > 0 ? "ahead of" : "behind"} the clock here (${now.toUTCString()})`;
      throw refuse(`${wireName} is ${skew}; at most ${windowMs / 1000} s are allowed.`);
    }
  }
};
