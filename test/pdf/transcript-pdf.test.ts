/** The PDF of a transcript, read back as a viewer copies its text. */
import { describe, expect, test } from "@jest/globals";
import type { PdfFacts } from "../../src/domain/transcripts/outgoing/ports.js";
import { createTranscriptPdf } from "../../src/pdf/transcript-pdf.js";
import { setHere } from "../../src/pdf/printer/set.js";
import { omit } from "../../src/kernel/omit.js";
import { textOfPdf } from "../support/pdf/read-pdf.js";
import { FULL, HOME, HOST, LEARNER, MOBILITY, resultOf, transcriptWith } from "../support/transcripts/sample-transcripts.js";

const pdf = createTranscriptPdf(setHere);
const facts = (more: Partial<PdfFacts> = {}): PdfFacts => ({ key: { heiId: HOST, partnerHeiId: HOME, omobilityId: MOBILITY }, version: 2, transcript: FULL, sendingNames: [{ text: "Université du Lac" }], ...more });
const named = (givenNames: string, familyName: string): PdfFacts => facts({ transcript: { ...FULL, learner: { ...LEARNER, givenNames, familyName } } });
/** Runs are broken where lines are: blanks are not compared. */
const packed = (text: string): string => text.replace(/\s+/g, "");
const textOf = async (of: PdfFacts): Promise<string> => packed(textOfPdf(await pdf.make(of)));

describe("the PDF of a transcript", () => {
  test("says who, where, what, with which grades among which, and how to verify it", async () => {
    const text = await textOf(facts());
    for (const said of [
      "Transcript of Records", "University of Rive", "rive.example", "CH RIVE01", "Université du Lac", "lac.example", "Zoë Anne", "D'Arc-Müller", "2003-05-17", LEARNER.esi, "2025/2026", MOBILITY,
      "C-1", "Course 1", "CRI/1", "Autumn", "2025-09-01 to 2026-01-31", "passed", "7.5 ECTS", "C-11", "failed", "result of 2026-01-20",
      "ECTS credits obtained: 7.5, of 15 attempted", "A: 10, B: 25, C: 40, F: 5", "0541", "A: 12.5, B: 31.25, C: 50, F: 6.25",
      "Issued on: 2026-02-20", `Document: rive.example/${MOBILITY}/2`, "in an answer that rive.example signs", "Page 1 of",
    ]) expect(text).toContain(packed(said));
    expect(text).not.toContain("DRAFT");
    expect(text).not.toContain("Unicodenumbers");
  });

  test("is the same, byte by byte, for the same facts, and another for others", async () => {
    const [one, again, other] = await Promise.all([pdf.make(facts()), createTranscriptPdf(setHere).make(facts()), pdf.make(facts({ version: 3 }))]);
    expect(Buffer.from(again).equals(one)).toBe(true);
    expect(Buffer.from(other).equals(one)).toBe(false);
  });

  test.each([["Polish", "Łucja Żaneta", "Świętochowska-Źdźbło"], ["Vietnamese", "Nguyễn Thị", "Phượng Đặng"], ["Greek", "Ευφροσύνη", "Παπαδοπούλου ΐΰ"], ["Cyrillic", "Ґалина Їжакевич", "Щербатюк-Ђурић"], ["Romanian and Turkish", "Ștefan Țepeș", "Yığıt Şahin İnönü"], ["Japanese", "太郎 タロウ たろう", "髙﨑・辻 (Tsuji)"], ["Chinese", "小明 曉明", "陳 張 劉"], ["Korean", "민준 서연", "김 쀍"], ["rare Chinese", "𠮟", "𡈽 & 𡌛"]])("sets %s names", async (_language, givenNames, familyName) => {
    const text = await textOf(named(givenNames, familyName));
    expect(text).toContain(packed(givenNames));
    expect(text).toContain(packed(familyName));
    expect(pdf.unset(named(givenNames, familyName))).toEqual([]);
  });

  test("what no font has stands as its Unicode number, is told, and refuses nothing", async () => {
    const of = named("גלעד", "ლევან (Levan)");
    const text = await textOf(of);
    expect(text).toContain("[U+05D2U+05DCU+05E2U+05D3]");
    expect(text).toContain("[U+10DAU+10D4U+10D5U+10D0U+10DC](Levan)");
    expect(text).toContain("standastheirUnicodenumbers");
    expect(pdf.unset(of)).toEqual([{ field: "learner.givenNames", characters: "גלעד" }, { field: "learner.familyName", characters: "ლევან" }]);
  });

  test("a draft says that it is one", async () => {
    const text = await textOf(omit(facts(), "version"));
    for (const said of ["DRAFT", "notissued,andprovesnothing", "Documentdraft"]) expect(text).toContain(said);
    expect(text).not.toContain("Howtoverify");
  });

  test("long tables go on over pages with their heads; nothing is lost", async () => {
    const results = Array.from({ length: 60 }, (_, i) => resultOf(i + 1, { titles: [{ text: `Seminar ${i + 1} ${"Donaudampfschifffahrt".repeat(i % 5)}` }] }));
    const text = await textOf(facts({ transcript: transcriptWith(results) }));
    for (const { losCode = "", loiId = "" } of results) expect([text.includes(losCode), text.includes(packed(loiId))]).toEqual([true, true]);
    expect(text.split("CodeCourseTerm").length).toBeGreaterThan(3);
    expect(text).toContain(packed("ECTS credits obtained: 450, of 450 attempted"));
  });
});
