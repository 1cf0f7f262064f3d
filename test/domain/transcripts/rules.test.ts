import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { creditsTwice, passedEcts, sumOf } from "../../../src/domain/transcripts/credits.js";
import type { Result, Transcript } from "../../../src/domain/transcripts/model.js";
import { refusalsOf, remarksOf } from "../../../src/domain/transcripts/receive-rules.js";
import { transcriptProblems } from "../../../src/domain/transcripts/rules.js";
import { heiId } from "../../../src/kernel/ids.js";
import { omit } from "../../../src/kernel/omit.js";
import { FULL, HOST, LEARNER, reportWith, resultOf, transcriptWith } from "../../support/transcripts/sample-transcripts.js";

const told = (problems: readonly { readonly field: string; readonly problem: string }[]) => problems.map(({ field, problem }) => `${field} ${problem}`);
const without = (result: Result, ...keys: readonly (keyof Result)[]): Result => omit(result, ...keys) as Result;

describe("what is issued", () => {
  test("has everything that version 3 demands", () => expect(transcriptProblems(FULL, { heiId: HOST })).toEqual([]));

  test.each(["losId", "loiId", "term", "grade", "distribution"] as const)("row 97: without %s it is refused", (key) => {
    expect(told(transcriptProblems(transcriptWith([without(resultOf(1), key)]), { heiId: HOST }))).toEqual([`results[0].${key} is missing`]);
  });

  test("row 97: the student's identifier and birth date, the issuer, ects credits and a final result are demanded", () => {
    expect(told(transcriptProblems(transcriptWith([resultOf(1)], { learner: { ...LEARNER, esi: "0042" } }), { heiId: HOST }))).toEqual(["learner.esi is not a European Student Identifier"]);
    const nobody = omit(LEARNER, "esi", "birthDate");
    expect(told(transcriptProblems(transcriptWith([resultOf(1, { status: "in-progress", credits: [{ scheme: "ch-kp", value: "5" }] })], { learner: nobody, academicYearId: "2025/2027" }), { heiId: heiId("other.example") }))).toEqual([
      "learner.esi is missing", "learner.birthDate is missing", "academicYearId is not an academic year", "issuer is missing", "results is missing",
    ]);
    expect(told(transcriptProblems(transcriptWith([resultOf(1, { status: "in-progress", credits: [{ scheme: "ch-kp", value: "5" }] })]), { heiId: HOST }))).toEqual(["results[0].credits is missing", "results[0].status is not final"]);
  });
});

describe("what a partner sends", () => {
  const asked = { partnerHeiId: HOST, expected: LEARNER, signature: "none" } as const;
  const refused = (transcript: Transcript, facts: Partial<Parameters<typeof refusalsOf>[1]> = {}) => told(refusalsOf(transcript, { ...asked, ...facts }));

  test("is taken when it is the student's", () => {
    expect(refused(FULL)).toEqual([]);
    expect(remarksOf(FULL, asked)).toEqual([]);
  });

  test("a wrong learner is refused, without a word about the person", () => {
    for (const [learner, what] of [
      [{ ...LEARNER, esi: "urn:schac:personalUniqueCode:int:esi:lac.example:9" }, "European Student Identifier"],
      [{ ...LEARNER, birthDate: "2003-05-18" }, "date of birth"],
    ] as const) expect(refused(transcriptWith([resultOf(1)], { learner }))).toEqual([`learner is another person: the ${what} differs`]);
    expect(refused(transcriptWith([resultOf(1)], { learner: { ...LEARNER, esi: (LEARNER.esi ?? "").toUpperCase() } }))).toEqual([]);
    const anonymous = omit(LEARNER, "esi");
    expect(refused(transcriptWith([resultOf(1)], { learner: { ...anonymous, familyName: "Other" } }))).toEqual(["learner is another person: the name differs"]);
    expect(refused(transcriptWith([resultOf(1)], { learner: { ...anonymous, givenNames: "ZOE ANNE", familyName: "D’Arc Muller" } }))).toEqual([]);
    const nameOnly = omit(anonymous, "birthDate");
    expect(refused(transcriptWith([resultOf(1)], { learner: nameOnly }))).toEqual(["learner cannot be told apart from others of the same name"]);
  });

  test("an unknown mobility, a foreign issuer and a broken signature are refused; a weak one is remarked", () => {
    expect(refused(FULL, { expected: undefined })).toEqual(["omobilityId belongs to no student that we sent to this partner"]);
    expect(refused(FULL, { partnerHeiId: heiId("x.example") })).toEqual(["issuer is not the institution that serves the transcript"]);
    expect(refused(FULL, { signature: "broken" })).toEqual(["signature is broken: the transcript was changed after it was signed"]);
    expect(told(remarksOf(FULL, { ...asked, signature: "weak" }))).toEqual(["signature proves nothing: it uses SHA-1, or a way or key that is not at hand"]);
  });

  test("credits that are counted twice are refused: on two levels, or the same course again", () => {
    expect(refused(transcriptWith([resultOf(1, { parts: [resultOf(2)] })]))).toEqual(["results[0].parts[0].credits are counted twice, here and in what this is a part of"]);
    expect(refused(transcriptWith([resultOf(1), resultOf(1)]))).toEqual(["results[1].credits are counted twice: the same course stands here again"]);
    expect(refused(transcriptWith([resultOf(1, { credits: [{ scheme: "ects", value: "0" }], parts: [resultOf(2)] })]))).toEqual([]);
  });

  test("markup that would run is refused wherever it stands; markup that is only spoken of is not", () => {
    const title = (text: string) => transcriptWith([resultOf(1, { titles: [{ text }] })]);
    expect(refused(title("The importance of <br> in HTML"))).toEqual([]);
    for (const text of ["<script>alert(1)</script>", "a <img src=x onerror=alert(1)>", "< ScRiPt >", "<iframe src=//x>", "javascript:alert(1)"]) {
      expect(refused(title(text))).toEqual(["results[0] holds markup that would run in a browser"]);
    }
    expect(refused(transcriptWith([resultOf(1, { url: "javascript:alert(1)" })]))).toEqual(["results[0].url is no web address"]);
    expect(refused(transcriptWith([resultOf(1, { url: "www.rive.example" })]))).toEqual([]);
  });

  test("markup is looked for in time that grows with the text only", () => {
    const title = (text: string) => transcriptWith([resultOf(1, { titles: [{ text }] })]);
    for (const piece of ["<", "< ", "<a ", "<a on", " onx", "javascript ", "data : ", "</ "]) expect(refused(title(`<${piece.repeat(300_000)}`))).toEqual([]);
    for (const spaces of [" ", "\t"]) expect(refused(title(`<${spaces.repeat(1_000_000)}`))).toEqual([]);
    expect(refused(title(`<img title="<" onerror=x>`))).toEqual(["results[0] holds markup that would run in a browser"]);
  });

  test("attachments are PDFs or refused", () => {
    const attached = (content: string) => refused(transcriptWith([], { reports: [reportWith([resultOf(1)], { attachments: [{ titles: [], contents: [content] }] })] }));
    expect(attached(`data:application/pdf;base64,${Buffer.from("%PDF-1.4 x").toString("base64")}`)).toEqual([]);
    const large = Buffer.concat([Buffer.from("%PDF-1.4 "), Buffer.alloc(9_000_000, 120)]).toString("base64");
    expect(attached(`data:application/pdf;base64,${large}`)).toEqual([]);
    expect(attached(`data:application/pdf;base64,${large.replace(/.{76}/g, "$&\n")}\n`)).toEqual([]);
    for (const content of ["data:text/html;base64,PHNjcmlwdD4=", `data:application/pdf;base64,${Buffer.from("MZ program").toString("base64")}`, "https://x.example/a.pdf", "", `data:application/pdf;base64,${"A".repeat(14_000_000)}`]) {
      expect(attached(content)).toEqual(["attachments[0] is no PDF, or larger than 10 MB"]);
    }
  });
});

test("sums of credits are exact", () => {
  expect(passedEcts([resultOf(1), resultOf(2, { credits: [{ scheme: "ECTS", value: "0.1" }], parts: [] }), resultOf(3, { status: "failed" })])).toBe("7.6");
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 100_000 })), (hundredths) => {
    const decimals = hundredths.map((value) => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, "0")}`);
    expect(Number(sumOf(decimals))).toBeCloseTo(hundredths.reduce((sum, value) => sum + value, 0) / 100, 6);
  }));
});

test("a tree with credits on one level and each course once is never refused, whatever its shape", () => {
  const tree = (counting: boolean): fc.Arbitrary<Result> => fc.tuple(fc.uuid(), fc.array(fc.uuid(), { maxLength: 3 })).map(([id, parts]) => {
    const one = (key: string, counts: boolean, inner: readonly Result[]): Result => ({ ...without(resultOf(1), "losId", "loiId"), losCode: key, credits: counts ? [{ scheme: "ects", value: "5" }] : [], parts: inner });
    return one(id, counting, parts.map((part) => one(part, !counting, [])));
  });
  fc.assert(fc.property(fc.array(fc.boolean().chain(tree), { maxLength: 5 }), (results) => expect(creditsTwice(results)).toEqual([])));
});
