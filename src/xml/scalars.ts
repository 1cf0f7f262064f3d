/** The simple types of the EWP schemas (PROTOCOL 1.7). Whitespace is trimmed exactly where the schema's base type collapses it. */
import { isAcademicYear } from "../kernel/academic-year.js";
import { type HeiId, type IiaId, isAsciiId, isLoiId, isLosId, isSha256Hex, type LoiId, type LosId, type OmobilityId, type Sha256Hex } from "../kernel/ids.js";
import type { Quirk, Scalar } from "./schema.js";

interface TextRules {
  /** The base type collapses whitespace, so blanks around the value mean nothing. */
  readonly collapse?: boolean;
  readonly personal?: boolean;
}

const isSpace = (code: number): boolean => code === 32 || code === 9 || code === 10 || code === 13;

/** Cuts XML whitespace at both ends; a loop, since a regex for the end is quadratic on a long run of blanks. */
const trimmed = (text: string): string => {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return end - start === text.length ? text : text.slice(start, end);
};

/** A string type: values are kept in their exact lexical form when `accepts` says yes. */
export const textual = <T extends string = string>(expected: string, accepts: (text: string) => boolean, rules: TextRules = {}): Scalar<T> => ({
  kind: "scalar",
  expected,
  personal: rules.personal ?? false,
  read: (text) => {
    const value = rules.collapse ? trimmed(text) : text;
    return accepts(value) ? (value as T) : undefined;
  },
  write: (value) => (accepts(value) ? value : undefined),
});

/** A string type given by a pattern; anchor it. */
export const pattern = (expected: string, form: RegExp, rules: TextRules = {}): Scalar<string> =>
  textual(expected, (text) => form.test(text), rules);

/** The same type, whose values are personal and are never repeated in messages. */
export const personal = <T>(type: Scalar<T>): Scalar<T> => ({ ...type, personal: true });

/** The same type, which reads one more form as a named fault of partners. */
export const tolerating = <T>(type: Scalar<T>, quirk: Quirk, read: (text: string) => T | undefined): Scalar<T> => ({ ...type, tolerated: { quirk, read } });

/** One of a closed list of values. */
export const enumeration = <const V extends readonly string[]>(...values: V): Scalar<V[number]> =>
  textual<V[number]>(`one of ${values.join(", ")}`, (text) => values.includes(text));

/** A list of values that may grow: unknown ones are kept as they are (PROTOCOL 1.5). */
export const openEnumeration = (...known: readonly string[]): Scalar<string> => textual(`one of ${known.join(", ")} or a custom value`, () => true);

const whole = (expected: string, from: number, to: number): Scalar<number> => {
  const inRange = (value: number): number | undefined => (Number.isSafeInteger(value) && value >= from && value <= to ? value : undefined);
  return {
    kind: "scalar",
    expected,
    personal: false,
    read: (text) => {
      const digits = trimmed(text);
      return digits.length <= 40 && /^[+-]?\d+$/.test(digits) ? inRange(Number(digits)) : undefined;
    },
    write: (value) => (inRange(value) === undefined ? undefined : String(value)),
  };
};

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([["true", true], ["1", true], ["false", false], ["0", false]]);

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;
const isDecimal = (text: string): boolean => text.length <= 100 && DECIMAL.test(text);
const fractionDigits = (text: string): number => (text.split(".")[1] ?? "").replace(/0+$/, "").length;

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isMonthDay = (month: string | undefined, day: string | undefined): boolean => Number(day) >= 1 && Number(day) <= (DAYS[Number(month) - 1] ?? 0);
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const ZONE = "(?:Z|[+-](?:0\\d|1[0-3]):[0-5]\\d|[+-]14:00)?";
const DATE = "(\\d{4})-(\\d\\d)-(\\d\\d)";
const dated = (form: RegExp) => (text: string): boolean => {
  const [, year, month, day] = form.exec(text) ?? [];
  if (year === undefined || year === "0000" || !isMonthDay(month, day)) return false;
  return !(month === "02" && day === "29") || isLeap(Number(year));
};
const MONTH_DAY = new RegExp(`^--(\\d\\d)-(\\d\\d)${ZONE}$`);

/** Characters of a URL, with only whole percent escapes. */
const url = (expected: string, scheme: string): Scalar<string> => {
  const form = new RegExp(`^${scheme}://(?:[^\\s%]|%[0-9A-Fa-f]{2})+$`);
  return textual(expected, (text) => form.test(text) && URL.canParse(text), { collapse: true });
};

export const string: Scalar<string> = textual("text", () => true);
/** SCHAC id of an institution; the schema type is a plain string. */
export const heiId: Scalar<HeiId> = textual<HeiId>("a SCHAC id", () => true);
/** AsciiPrintableIdentifier. */
export const asciiId: Scalar<string> = textual("1 to 64 printable ASCII characters", isAsciiId);
/** Surrogate key of an agreement copy. */
export const iiaId: Scalar<IiaId> = textual<IiaId>("1 to 64 printable ASCII characters", isAsciiId);
export const sha256Hex: Scalar<Sha256Hex> = textual<Sha256Hex>("a SHA-256 in 64 lower-case hex digits", isSha256Hex);
export const boolean: Scalar<boolean> = {
  kind: "scalar",
  expected: "true or false",
  personal: false,
  read: (text) => BOOLEANS.get(trimmed(text)),
  write: (value) => (typeof value === "boolean" ? String(value) : undefined),
};
export const integer: Scalar<number> = whole("a whole number", -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
export const positiveInteger: Scalar<number> = whole("a whole number above 0", 1, Number.MAX_SAFE_INTEGER);
export const nonNegativeInteger: Scalar<number> = whole("a whole number from 0 on", 0, Number.MAX_SAFE_INTEGER);
/** European Qualifications Framework level: short cycle 5, bachelor 6, master 7, doctorate 8. */
export const eqfLevel: Scalar<number> = whole("an EQF level from 1 to 8", 1, 8);
/** A decimal in its exact lexical form: the `iia-hash` tells `2` from `2.0` (PROTOCOL 6.2). */
export const decimal: Scalar<string> = textual("a decimal number", isDecimal, { collapse: true });
/** A decimal above zero with at most two fraction digits, in its exact lexical form. */
export const positiveDecimal: Scalar<string> = textual(
  "a decimal number above 0 with at most 2 fraction digits",
  (text) => isDecimal(text) && !text.startsWith("-") && /[1-9]/.test(text) && fractionDigits(text) <= 2,
  { collapse: true },
);
/** `xs:date`, with or without a zone. */
export const date: Scalar<string> = textual("a date like 2026-02-28", dated(new RegExp(`^${DATE}${ZONE}$`)), { collapse: true });
/** `xs:gYearMonth`, e.g. `2026-02`. */
export const gYearMonth: Scalar<string> = textual("a month like 2026-02", (text) => dated(new RegExp(`^${DATE}${ZONE}$`))(text.replace(/^(\d{4}-\d\d)/, "$1-01")), { collapse: true });
/** `xs:dateTime`, with or without a zone. */
export const dateTime: Scalar<string> = textual(
  "a date and time like 2026-02-28T12:00:00Z",
  dated(new RegExp(`^${DATE}T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?${ZONE}$`)),
  { collapse: true },
);
/** `xs:gMonthDay`, e.g. `--06-15`. */
export const gMonthDay: Scalar<string> = textual(
  "a month and day like --06-15",
  (text) => {
    const [, month, day] = MONTH_DAY.exec(text) ?? [];
    return isMonthDay(month, day);
  },
  { collapse: true },
);
/** Base64 with whitespace taken out. */
export const base64: Scalar<string> = {
  ...textual("base64", (text) => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)),
  read: (text) => {
    const value = text.replace(/[ \t\r\n]+/g, "");
    return base64.write(value);
  },
};
export const https: Scalar<string> = url("an https URL", "https");
export const http: Scalar<string> = url("an http or https URL", "https?");
export const email: Scalar<string> = pattern("an e-mail address", /^[^@]+@[^.]+\.[^\n\r]+$/, { personal: true });
export const country: Scalar<string> = pattern("a country in two upper-case letters", /^[A-Z]{2}$/);
/** `xs:language`, the form of a BCP 47 tag. */
export const languageTag: Scalar<string> = pattern("a language tag like en or pt-BR", /^[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*$/, { collapse: true });
/** CEFR level of IIAs v7, which know no `NS` (PROTOCOL 1.7). */
export const cefrLevel: Scalar<string> = pattern("a CEFR level from A1 to C2", /^[ABC][12]$/);
/** CEFR level of the common types: `NS` is a native speaker. */
export const cefrLevelOrNative: Scalar<string> = pattern("a CEFR level from A1 to C2, or NS", /^(?:[ABC][12]|NS)$/);
export const academicYear: Scalar<string> = textual("an academic year like 2025/2026", isAcademicYear);
/** LosID of courses and transcripts: the prefix tells the type, which never changes (PROTOCOL 5.6). */
export const losId: Scalar<LosId> = textual<LosId>("a specification id like CR/17", isLosId);
/** LoiID, the same for instances. */
export const loiId: Scalar<LoiId> = textual<LoiId>("an instance id like CRI/17", isLoiId);
/** Id that the sending institution gave to a mobility. */
export const omobilityId: Scalar<OmobilityId> = textual<OmobilityId>("1 to 64 printable ASCII characters", isAsciiId);
/** ISO 5218. */
export type Gender = 0 | 1 | 2 | 9;
const GENDERS = new Map<number | undefined, Gender>([[0, 0], [1, 1], [2, 2], [9, 9]]);
export const gender: Scalar<Gender> = {
  kind: "scalar",
  expected: "a gender code of ISO 5218: 0, 1, 2 or 9",
  personal: false,
  read: (text) => GENDERS.get(integer.read(text)),
  write: (value) => (GENDERS.has(value) ? String(value) : undefined),
};
/** Version of an API entry. */
export const apiVersion: Scalar<string> = pattern("a version like 7.0.0", /^\d+\.\d+\.\d+$/);
