import { describe, expect, test } from "@jest/globals";
import { PRINT_LANGUAGES, type StayCertificate } from "../../../src/domain/printouts/model.js";
import { heiId, omobilityId } from "../../../src/kernel/ids.js";
import { student } from "../../support/nominations/samples.js";
import { packed, wordsOf } from "../../support/pdf/read-printout.js";

const certificate = (more: Partial<StayCertificate> = {}): StayCertificate => ({
  kind: "stay", language: "en", mobility: { id: omobilityId("M-1"), heiId: heiId("rive.example"), partnerHeiId: heiId("lac.example"), revision: 7, changedAt: new Date(0) }, student: student(), receivingAcademicYear: "2026/2027",
  arrival: "2026-09-01", names: { "rive.example": [{ text: "University of Rive" }], "lac.example": [] }, ...more,
});

describe("the certificate of a stay", () => {
  test.each(PRINT_LANGUAGES)("in %s: who arrived and left where and when, and no more of the student than tells who it is", async (language) => {
    const words = await wordsOf(certificate({ language, departure: "2027-01-31" }));
    for (const said of ["Ana María", "Núñez / Нуньес", "2004-02-29", "ES (", student().globalId, "University of Rive (rive.example)", "lac.example", "2026/2027", "2026-09-01", "2027-01-31", "M-1", "rive.example/lac.example/M-1/7"]) expect(words).toContain(packed(said));
    expect(words).not.toContain(student().email);
  });

  test("is one of arrival until the student has left", async () => {
    const arrived = await wordsOf(certificate());
    for (const said of ["Certificate of arrival", "University of Rive (rive.example) certifies that this student arrived on 2026-09-01.", "Signature and stamp"]) expect(arrived).toContain(packed(said));
    expect(arrived).not.toContain(packed("Day of departure"));
    expect(await wordsOf(certificate({ departure: "2027-01-31" }))).toContain(packed("Certificate of attendance"));
  });
});
