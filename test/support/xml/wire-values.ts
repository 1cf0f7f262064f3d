/** Values of any document, drawn from its descriptor, so that every field that is described is also tried. */
import fc from "fast-check";
import { element, type XmlElement } from "../../../src/xml/element.js";
import { XML_SIGNATURE_NS } from "../../../src/xml/types/namespaces.js";
import { omit } from "../../../src/kernel/omit.js";
import type { Document, DocumentOf, Field, Fields, Struct, XmlType } from "../../../src/xml/schema.js";
import { anyUrl } from "./any-url.js";

/** Text as institutions and people write it, with everything that markup could spoil. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom("", " ", "a", "R&D", "<b>", "]]>", '"quoted" \'twice\'', "line\r\nline\rline\nline", "\t tabbed ", "Łódź", "数学 🎓", "&amp;"),
  fc.string({ unit: fc.constantFrom(..."ab &<>\"'\r\n\té€𝔘]\u0085\u2028\ufffd\u00a0"), maxLength: 12 }),
);

const digits = (min: number, max: number): fc.Arbitrary<string> => fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: min, maxLength: max });
const nat = (max: number) => fc.integer({ min: 1, max });
const two = (value: number): string => String(value).padStart(2, "0");
const year = fc.integer({ min: 1990, max: 2090 });
const zone = fc.constantFrom("", "Z", "+01:00", "-05:30");
const monthDay = fc.tuple(nat(12), nat(28)).map(([month, day]) => `${two(month)}-${two(day)}`);
const hex = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 64, maxLength: 64 });
const asciiId = fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)), minLength: 1, maxLength: 64 });
const url = (...validSchemes: string[]) => anyUrl({ validSchemes, withQueryParameters: true, withFragments: true });

/** By what the simple type says it expects. */
const SCALARS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  "text": anyText,
  "a SCHAC id": fc.oneof(fc.domain(), anyText),
  "1 to 64 printable ASCII characters": asciiId,
  "a SHA-256 in 64 lower-case hex digits": hex,
  "true or false": fc.boolean(),
  "a whole number": fc.integer(),
  "a whole number above 0": nat(1e9),
  "an EQF level from 1 to 8": nat(8),
  "a decimal number above 0 with at most 2 fraction digits": fc.constantFrom("5", "2.0", "0.25", "010.5", "+3", "12.50", ".5", "7.", "1.500"),
  "a date like 2026-02-28": fc.tuple(year, monthDay, zone).map(([y, md, z]) => `${y}-${md}${z}`),
  "an academic term like 2025/2026-1/2": fc.tuple(year, nat(9)).map(([y, n]) => `${y}/${y + 1}-${n}/9`),
  "a month and day like --06-15": fc.tuple(monthDay, zone).map(([md, z]) => `--${md}${z}`),
  "base64": fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString("base64")),
  "an https URL": url("https"),
  "an http or https URL": url("http", "https"),
  "an e-mail address": fc.constantFrom("iro@example.edu", "Ö&<x>@uni.example.org", "a b@c.d.e"),
  "a country in two upper-case letters": fc.constantFrom("PL", "PT", "XK"),
  "a language tag like en or pt-BR": fc.constantFrom("en", "pt-BR", "zh-Hant-TW", "x-own"),
  "a CEFR level from A1 to C2": fc.constantFrom("A1", "B2", "C2"),
  "an academic year like 2025/2026": fc.tuple(year, fc.constantFrom(0, 1)).map(([y, span]) => `${y}/${y + span}`),
  "a gender code of ISO 5218: 0, 1, 2 or 9": fc.constantFrom(0, 1, 2, 9),
  "a version like 7.0.0": fc.constantFrom("7.0.0", "0.2.10"),
  "a phone number like +4723456789": digits(1, 15).map((number) => `+${number}`),
  "an ISCED-F code of 4 digits": digits(4, 4),
  "the 1 to 3 digits of the v6 code": digits(1, 3),
  "a specification id like CR/17": fc.constantFrom("CR/17", "CLS/f6d14b1f-f330-4956-8819-e24feb12d519", "DEP/a&b"),
  "an instance id like CRI/17": fc.constantFrom("CRI/17", "MODI/<x>"),
  "a whole number from 0 on": fc.nat(),
  "a decimal number": fc.constantFrom("0", "-1.5", "24.70", "+3", ".5", "100"),
  "a date and time like 2026-02-28T12:00:00Z": fc.tuple(year, monthDay, zone).map(([y, md, z]) => `${y}-${md}T12:30:59${z}`),
  "a country of the Europass list": fc.constantFrom("PL", "NO"),
  "a duration like P4M": fc.constantFrom("P4M", "P1Y2M3DT4H5M6S", "PT0S"),
  "a section number like 4.2": fc.constantFrom("4", "4.2"),
  "a size in pixels like 350x450": fc.constantFrom("350x450", "0x1"),
  "a month like 2026-02": fc.tuple(year, nat(12), zone).map(([y, m, z]) => `${y}-${two(m)}${z}`),
  "a CEFR level from A1 to C2, or NS": fc.constantFrom("A1", "C2", "NS"),
  "a reason code, one of not-available, language-mismatch, timetable-conflict, substituting-deleted, extending-mobility, adding-virtual-component": fc.constantFrom("not-available", "substituting-deleted"),
  "one of previous-schac, pic, erasmus, euc, erasmus-charter or a custom value": fc.constantFrom("pic", "erasmus", "own & other"),
};

const FOREIGN: fc.Arbitrary<XmlElement> = fc.oneof(
  fc.tuple(anyText, anyText).map(([text, value]) =>
    element("https://own.example/ns", "own", [element("https://own.example/other", "inner", text === "" ? [] : [text]), element("", "bare")], { note: value })),
  fc.constant(element("https://github.com/erasmus-without-paper/ewp-specs-sec-srvauth-httpsig/tree/stable-v1", "httpsig")),
);

/** Closed lists say what they hold. */
const listed = (expected: string): fc.Arbitrary<unknown> | undefined =>
  /^one of /.test(expected) && !/ or a custom value$/.test(expected) ? fc.constantFrom(...expected.replace("one of ", "").split(", ")) : undefined;

/** Structs that the value is inside of: what holds itself is drawn one level deep. */
type Inside = readonly Struct<Fields>[];

const ofType = (type: XmlType, inside: Inside): fc.Arbitrary<unknown> => {
  if (type.kind === "foreign") return FOREIGN;
  if (type.kind === "struct") return ofStruct(type, inside);
  const known = SCALARS[type.expected] ?? listed(type.expected);
  if (!known) throw new Error(`test/support/xml/wire-values.ts has no values for ${type.expected}`);
  return known;
};

const ofField = (field: Field, inside: Inside): fc.Arbitrary<unknown> => {
  if (field.cardinality !== "many") return ofType(field.type, inside);
  if (field.type.kind === "struct" && inside.includes(field.type)) return fc.constant([]);
  return fc.array(ofType(field.type, inside), { minLength: field.min, maxLength: Math.min(field.max, field.min + 2) });
};

const ofStruct = (type: Struct<Fields>, inside: Inside = []): fc.Arbitrary<unknown> => {
  // A signature is made by whoever signs: none is drawn.
  const entries = Object.entries(type.fields).filter(([, { name, ns }]) => !(name === "Signature" && ns === XML_SIGNATURE_NS));
  const model = Object.fromEntries(entries.map(([key, field]) => [key, ofField(field, [...inside, type])]));
  const requiredKeys = entries.filter(([, { cardinality }]) => cardinality !== "optional").map(([key]) => key);
  const whole = withChoices(type, model, fc.record(model, { requiredKeys }));
  if (type.eitherOr.length === 0) return whole;
  return fc.tuple(whole, fc.nat(type.eitherOr.length - 1)).map(([value, keep]) => {
    const dropped = new Set(type.eitherOr.flatMap((group, at) => (at === keep ? [] : group)));
    return Object.fromEntries(Object.entries(value).flatMap(([key, part]) => (!dropped.has(key) ? [[key, part]] : Array.isArray(part) ? [[key, []]] : [])));
  });
};

/** Exactly one of each choice is left, or put in. */
const withChoices = (type: Struct<Fields>, model: Readonly<Record<string, fc.Arbitrary<unknown>>>, whole: fc.Arbitrary<object>): fc.Arbitrary<object> =>
  (type.choices ?? []).reduce((drawn, choice) => drawn.chain((value) =>
    fc.constantFrom(...choice).chain((key) => (model[key] ?? fc.constant(undefined)).map((part) => ({ ...omit(value, ...(choice as never[])), [key]: part })))), whole);

/** Values of a document that its writer must accept. */
export const wireValues = <F extends Fields>(doc: Document<F>): fc.Arbitrary<DocumentOf<Document<F>>> => ofStruct(doc.type) as fc.Arbitrary<DocumentOf<Document<F>>>;
