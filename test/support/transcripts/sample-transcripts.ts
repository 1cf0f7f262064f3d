/** Transcripts as receiving institutions issue them: a full one, and every one. */
import fc from "fast-check";
import type { Report, Result, Transcript } from "../../../src/domain/transcripts/model.js";
import { heiId, type LoiId, type LosId, omobilityId } from "../../../src/kernel/ids.js";
import { anyText } from "../xml/wire-values.js";

export const HOST = heiId("rive.example");
export const HOME = heiId("lac.example");
export const MOBILITY = omobilityId("b1ab0888-a5ce-45e8-8c51-e3c6f677b58f");
export const LEARNER = { givenNames: "Zoë Anne", familyName: "D'Arc-Müller", esi: "urn:schac:personalUniqueCode:int:esi:lac.example:1234", birthDate: "2003-05-17", citizenship: "FR", gender: 2 } as const;

export const resultOf = (number: number, facts: Partial<Result> = {}): Result => ({
  losId: `CR/${number}` as LosId, losCode: `C-${number}`, loiId: `CRI/${number}` as LoiId, titles: [{ text: `Course ${number}`, lang: "en" }], descriptions: [], iscedCode: "0541",
  term: { titles: [{ text: "Autumn" }], start: "2025-09-01", end: "2026-01-31" }, status: "passed", grade: "B",
  distribution: { categories: [{ label: "A", count: 10 }, { label: "B", count: 25 }, { label: "C", count: 40 }, { label: "F", count: 5 }] },
  credits: [{ scheme: "ects", value: "7.5" }], levels: [], parts: [], ...facts,
});

export const reportWith = (results: readonly Result[], facts: Partial<Report> = {}): Report => ({
  issuer: { heiId: HOST, otherIds: [{ type: "erasmus", value: "CH RIVE01" }], titles: [{ text: "University of Rive", lang: "en" }], url: "https://www.rive.example", country: "CH" },
  issuedAt: "2026-02-20T09:00:00Z", results, gradingSchemes: [], attachments: [], ...facts,
});

export const transcriptWith = (results: readonly Result[], facts: Partial<Transcript> = {}): Transcript => ({
  academicYearId: "2025/2026", generatedAt: "2026-02-20T09:00:00Z", learner: LEARNER, reports: [reportWith(results)],
  gradeTables: [{ iscedCode: "0541", frequencies: [{ label: "A", percentage: "12.5" }, { label: "B", percentage: "31.25" }, { label: "C", percentage: "50" }, { label: "F", percentage: "6.25" }] }], ...facts,
});

export const FULL = transcriptWith([
  resultOf(1, { type: "Course", url: "https://www.rive.example/1", subjectArea: "11", descriptions: [{ text: "All\nof it", lang: "en" }], date: "2026-01-20", start: "2025-09-01", gradingScheme: "AF", language: "en", engagementHours: "60", levels: [{ type: "EQF", value: "6" }],
    parts: [resultOf(11, { credits: [], losId: "CLS/11" as LosId, loiId: "CLSI/11" as LoiId })] }),
  resultOf(2, { status: "failed", grade: "F" }),
]);

// Every one.

const tokenText = anyText.map((text) => text.replace(/[ \t\r\n]+/g, " ").trim()).filter((text) => text !== "");
const langText = fc.record({ text: tokenText, lang: fc.constantFrom("en", "pt-BR") }, { requiredKeys: ["text"] });
const some = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: 1, maxLength: 2 });
const any = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 2 });
const day = fc.constantFrom("2025-09-01", "2026-02-28");
const decimal = fc.constantFrom("0", "7.5", "30.00");

const leaf = fc.record({
  losId: fc.constantFrom("CR/1", "MOD/x&y").map((id) => id as LosId), losCode: tokenText, loiId: fc.constantFrom("CRI/1", "MODI/<").map((id) => id as LoiId), titles: some(langText),
  type: fc.constantFrom("Degree Programme" as const, "Module" as const, "Course" as const, "Class" as const), iscedCode: tokenText, subjectArea: tokenText, url: tokenText, descriptions: any(langText),
  start: day, date: day, term: fc.record({ titles: some(langText), start: day, end: day }), status: fc.constantFrom("passed" as const, "failed" as const, "in-progress" as const),
  gradingScheme: tokenText, grade: tokenText, distribution: fc.record({ categories: some(fc.record({ label: tokenText, count: fc.nat() })), descriptions: some(langText) }, { requiredKeys: ["categories"] }),
  credits: any(fc.record({ scheme: tokenText, value: decimal }, { requiredKeys: ["scheme"] })), levels: any(fc.record({ type: tokenText, value: tokenText }, { requiredKeys: ["type"] })),
  language: tokenText, engagementHours: decimal, parts: fc.constant([] as readonly Result[]),
}, { requiredKeys: ["losId", "titles", "descriptions", "status", "credits", "levels", "parts"] }) as fc.Arbitrary<Result>;

export const anyResult: fc.Arbitrary<Result> = fc.tuple(leaf, fc.array(leaf, { maxLength: 2 })).map(([result, parts]) => ({ ...result, parts }));

const anyReport: fc.Arbitrary<Report> = fc.record({
  issuer: fc.record({ heiId: fc.constant(HOST), otherIds: any(fc.record({ type: fc.constantFrom("pic", "erasmus"), value: tokenText })), titles: some(langText), url: tokenText, country: fc.constantFrom("PL", "XK") }, { requiredKeys: ["heiId", "otherIds", "titles", "url"] }) as fc.Arbitrary<Report["issuer"]>,
  issuedAt: fc.constant("2026-02-20T09:00:00+01:00"), results: any(anyResult), gradingSchemes: any(fc.record({ localId: tokenText, descriptions: any(langText) })), attachments: fc.constant([]),
});

/** Everything that can be said of a student. */
export const anyTranscript: fc.Arbitrary<Transcript> = fc.record({
  generatedAt: fc.constant("2026-02-20T09:00:00Z"), reports: some(anyReport), gradeTables: fc.constant([]),
  learner: fc.record({ givenNames: tokenText, familyName: tokenText, esi: tokenText, birthDate: day, citizenship: fc.constantFrom("PL", "XK"), gender: fc.constantFrom(0 as const, 1 as const, 2 as const, 9 as const) }, { requiredKeys: ["givenNames", "familyName"] }) as fc.Arbitrary<Transcript["learner"]>,
});
