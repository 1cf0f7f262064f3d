/** The PDF of an agreement, read back as a viewer copies its text. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { AgreementCopy, AgreementPair } from "../../../src/domain/agreements/model.js";
import type { AgreementPrintout } from "../../../src/domain/printouts/model.js";
import { setHere } from "../../../src/pdf/printer/set.js";
import { anyCopy, approvalOf, fetched, fullCopy, sharing } from "../../support/agreements/copies.js";
import { placesInPdf, textOfPdf } from "../../support/pdf/read-pdf.js";
import { P, US } from "../../support/ewp/slice-node.js";
import { asSet, leavesOf, packed, wordsOf } from "../../support/pdf/read-printout.js";

const OURS = fullCopy({ id: "A-1", partnerIiaId: "B-1" });
const THEIRS = fetched(fullCopy({ id: "B-1", own: P, partner: US, partnerIiaId: "A-1" }));
const agreement = (stage: "draft" | "shared" | "deleted" = "shared") => sharing(OURS, { stage });
const inForce = (): AgreementPair => {
  const own = agreement();
  const [byUs, byPartner] = [approvalOf(THEIRS.current.hash), { ...approvalOf(own.mine.hash, "signed-1"), exchangeId: "exchange-3" }];
  return { agreement: { ...own, approvalByUs: byUs, approvalByPartner: byPartner, inForce: { mine: own.mine, theirs: THEIRS.current, approvalByUs: byUs, approvalByPartner: byPartner, since: new Date("2026-03-04T05:06:07Z") } }, theirs: THEIRS };
};
const printed = (pair: AgreementPair, more: Partial<AgreementPrintout> = {}): AgreementPrintout =>
  ({ kind: "agreement", language: "en", pair, state: pair.agreement.inForce ? "agreed" : "present", names: { [US]: [{ text: "University of Rive" }], [P]: [{ text: "東京大学" }] }, unitNames: { "ou-law": [{ text: "Faculty of Law" }] }, ...more });

/** On each page: the footer and, of drafts, the watermark. */
const EVERY_PAGE = [/Document\S{1,200}?Page\d+of\d+/g, /DRAFT/g];
/** Said in words, or no part of what is agreed. */
const isLeftOut = (field: string): boolean => /(^|\.)(lang|kind|gender)$/.test(field);
const missing = async (copy: AgreementCopy): Promise<readonly unknown[]> => {
  const words = await wordsOf(printed({ agreement: sharing(copy) }), EVERY_PAGE);
  return leavesOf(copy, isLeftOut).filter(([, text]) => !words.includes(asSet(text)));
};

describe("the PDF of an agreement", () => {
  test("says who agreed on what, who approved which copy when, what proves it, and how to verify it", async () => {
    const { agreement: { mine } } = inForce();
    const words = await wordsOf(printed(inForce()));
    for (const said of [
      "Inter-institutional agreement", `University of Rive (${US}) and 東京大学 (${P})`, "State: in force", "Agreed by both since: 2026-03-04T05:06:07.000Z",
      "Student mobility for studies", "Staff mobility for training", "Faculty of Law (ou-law)", "fr (French)", "B2", "CH (Switzerland)", "Gender: female", "20.50", "2023/2024 – 2025/2026", "Ask first & <always>",
      `Copy of University of Rive (${US})`, "Version: 1, of 2026-03-01T08:00:00.000Z", `Hash: ${mine.hash}`,
      `Approved by 東京大学 (${P})`, `Approved hash: ${mine.hash}`, "Proven by exchange: exchange-3", "Attached PDF: signed-1",
      "Brought by exchange: exchange-1", `Approved by University of Rive (${US})`, `Approved hash: ${THEIRS.current.hash}`, "Proven by exchange: exchange-2",
      "How to verify this agreement", `/api/v1/institutions/${US}/agreements/A-1/evidence`, "node verify.mjs", `Both approved: ${US} the copy B-1 (${THEIRS.current.hash}), ${P} the copy A-1 (${mine.hash}).`, `Document ${US}/A-1/1`,
    ]) expect(words).toContain(packed(said));
    expect(words).not.toContain("DRAFT");
    expect(words).not.toContain("Notapprovedby");
  });

  test("every value of the copy is in it", async () => {
    expect(await missing(OURS)).toEqual([]);
  });

  test("every value of any copy is in it, whatever texts it has", async () => {
    await fc.assert(fc.asyncProperty(anyCopy, async (copy) => expect(await missing(copy)).toEqual([])), { numRuns: 4, endOnFailure: true });
  });

  test("what is not agreed is marked on every page and proves nothing", async () => {
    for (const pair of [{ agreement: agreement("draft") }, { agreement: agreement(), theirs: THEIRS }]) {
      const words = await wordsOf(printed(pair));
      expect(words.split("DRAFT").length).toBe(words.split(/Page\d+of/).length);
      expect(words).toContain(packed("Nothing is agreed yet: there is nothing to verify. This document proves nothing."));
      expect(words).toContain(packed(`Not approved by 東京大学 (${P}).`));
      expect(words).not.toContain("verify.mjs");
    }
    expect(await wordsOf(printed({ agreement: agreement("deleted") }))).toContain("DELETED");
  });

  test("after a change: what was agreed, or the copies as they are", async () => {
    const { agreement: own, theirs } = inForce();
    const changed = sharing({ ...OURS, conditions: OURS.conditions.map((one) => ({ ...one, otherInfoTerms: "Only by train" })) }, { version: 2 });
    const pair: AgreementPair = { agreement: { ...own, mine: changed.mine }, ...(theirs && { theirs }) };
    const agreed = await wordsOf(printed(pair));
    expect(agreed).toContain(packed("Since then at least one copy was changed"));
    expect(agreed).not.toContain(packed("Only by train"));
    expect(agreed).not.toContain("DRAFT");
    const present = await wordsOf(printed(pair, { state: "present" }));
    for (const said of ["Only by train", "This approval is of another version of the copy.", "DRAFT"]) expect(present).toContain(packed(said));
  });

  test.each([["words", "Softwareentwicklung ", 700], ["one word", "ŵ", 1200], ["lines", "zeile\n", 200]])("a long text of %s stays on the pages, all of it", async (_what, piece, times) => {
    const long = piece.repeat(times);
    const conditions = OURS.conditions.slice(2, 3).map((one) => ({ ...one, otherInfoTerms: long, subjectAreas: [{ iscedFCode: "0421", clarification: long }], languageSkills: [{ language: "en", subjectArea: { iscedFCode: "0421", clarification: long } }] }));
    const copy: AgreementCopy = { ...OURS, conditions, owner: { ...OURS.owner, contacts: [{ names: [{ text: long }] }] } };
    const own = sharing(copy);
    const pdf = await setHere.print(printed({ agreement: { ...own, inForce: { mine: own.mine, theirs: THEIRS.current, approvalByUs: approvalOf(THEIRS.current.hash), approvalByPartner: approvalOf(own.mine.hash), since: new Date(0) } }, theirs: THEIRS }));
    const places = placesInPdf(pdf);
    expect(packed(textOfPdf(pdf)).split(packed(piece)).length - 1).toBe(4 * times);
    expect(places.length).toBeGreaterThan(100);
    expect(places.filter(([x, y]) => x < 39 || x > 556 || y < 20 || y > 802)).toEqual([]);
  });

  test("the same facts give the same bytes", async () => {
    const [one, again] = await Promise.all([setHere.print(printed(inForce())), setHere.print(printed(inForce()))]);
    expect(Buffer.from(one).equals(again)).toBe(true);
  });

  test.each(["de", "ja"] as const)("in %s: the same values", async (language) => {
    const words = await wordsOf(printed(inForce(), { language }));
    expect(leavesOf(OURS, isLeftOut).filter(([, text]) => !words.includes(asSet(text)))).toEqual([]);
    expect(words).not.toContain("Inter-institutionalagreement");
  });
});
