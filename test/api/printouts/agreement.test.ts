import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { textOfPdf } from "../../support/pdf/read-pdf.js";
import { packed } from "../../support/pdf/read-printout.js";
import { AGREEMENTS, created, inForce, shown } from "../support/journey.js";
import { type Office, startOffice } from "../support/office.js";
import { terms } from "../support/terms.js";

let office: Office;
beforeAll(async () => { office = await startOffice(); });
afterAll(() => office.close());

const pdf = (id: string, query = "") => office.call("get", `${AGREEMENTS}/${id}/pdf${query}`).responseType("blob");

describe("the PDF of an agreement", () => {
  test("in the language that is asked for by name, else that of the reader, else English", async () => {
    const { id } = await created(office);
    for (const [query, accepted, language, said] of [
      ["", "", "en", "Inter-institutional agreement"], ["", "pl, fr-CH;q=0.8, en;q=0.5", "fr", "Accord interinstitutionnel"], ["", "pl", "en", "Inter-institutional agreement"],
      ["?language=de", "fr", "de", "Interinstitutionelle Vereinbarung"], ["", "ja-JP", "ja", "大学間協定"], ["", "es", "es", "Acuerdo interinstitucional"],
    ] as const) {
      const answer = await pdf(id, query).set("Accept-Language", accepted).expect(200);
      expect([answer.headers["content-type"], answer.headers["content-language"], answer.headers["vary"]]).toEqual(["application/pdf", language, "Accept-Language"]);
      expect(packed(textOfPdf(answer.body))).toContain(packed(said));
    }
    const { body } = await office.call("get", `${AGREEMENTS}/${id}/pdf?language=pl`).expect(400);
    expect(body.detail).toContain("language");
  });

  test("is what was agreed, or what is there now", async () => {
    const { id, agreement } = await inForce(office);
    const { headers } = await office.call("get", `${AGREEMENTS}/${id}`).expect(200);
    await office.call("put", `${AGREEMENTS}/${id}`).set("If-Match", headers["etag"] ?? "").send(terms({ conditions: [{ ...terms().conditions[0], otherInfoTerms: "Only by train" }] })).expect(200);
    const present = await shown(office, id);
    const words = async (query?: string): Promise<string> => packed(textOfPdf((await pdf(id, query).expect(200)).body));
    const agreed = await words();
    expect(await words("?state=agreed")).toBe(agreed);
    for (const said of [agreement.mine.hash, agreement.theirs.current.exchangeId, "Institution rive.example (rive.example)", "Lake University", "State: changed after it was agreed"]) expect(agreed).toContain(packed(said));
    expect(agreed).not.toContain(packed("Only by train"));
    const now = await words("?state=present");
    for (const said of [present.mine.hash, "Only by train", "DRAFT"]) expect(now).toContain(packed(said));
  });

  test("of what was never agreed only as it is now", async () => {
    const { id } = await created(office);
    const { body } = await office.call("get", `${AGREEMENTS}/${id}/pdf?state=agreed`).expect(422);
    expect(body).toMatchObject({ type: "urn:passerelle:problem:never-agreed", detail: "This agreement was never approved by both sides.", userMessages: [{ lang: "en", text: "Nothing is agreed yet. Print the copies as they are now instead." }] });
  });

  test("of what is not there: 404", async () => {
    const { body } = await office.call("get", `${AGREEMENTS}/00000000-0000-4000-8000-000000000000/pdf`).expect(404);
    expect(body).toMatchObject({ type: "urn:passerelle:problem:not-found" });
  });
});
