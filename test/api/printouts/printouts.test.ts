/** Records as PDFs through the office door. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { omobilityId } from "../../../src/kernel/ids.js";
import { officerSigns, sampleComponents, sampleDetails, studentSigns } from "../../support/learning-agreements/sample-las.js";
import { content, student } from "../../support/nominations/samples.js";
import { textOfPdf } from "../../support/pdf/read-pdf.js";
import { packed } from "../../support/pdf/read-printout.js";
import { AGREEMENTS, created, inForce, shown } from "../support/journey.js";
import { type Office, PARTNER, startOffice, US } from "../support/office.js";
import { terms } from "../support/terms.js";

let office: Office;
beforeAll(async () => { office = await startOffice(); });
afterAll(() => office.close());

const BASE = `/institutions/${US}`;
const pdf = (id: string, query = "") => office.call("get", `${AGREEMENTS}/${id}/pdf${query}`).responseType("blob");
const printed = async (path: string, language = "en"): Promise<string> => {
  const answer = await office.call("get", `${BASE}/${path}`).set("Accept-Language", language).responseType("blob").expect(200);
  expect([answer.headers["content-type"], answer.headers["content-language"]]).toEqual(["application/pdf", language]);
  return packed(textOfPdf(answer.body));
};

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

describe("the PDF of a learning agreement", () => {
  test("of ours: the draft, the proposal with its comment, what holds", async () => {
    const out = `${BASE}/outgoing-learning-agreements`;
    const { sending, receiving, ...rest } = sampleDetails();
    const details = { ...rest, sending: { heiId: US, ounitName: "Faculty", contact: sending.contact }, receiving: { ...receiving, heiId: PARTNER } };
    await office.call("post", out).send({ partnerHeiId: PARTNER, omobilityId: "la-1", mobilityType: "semester", details, components: sampleComponents() }).expect(201);
    expect(await printed("outgoing-learning-agreements/la-1/pdf", "de")).toContain(packed("Entworfen, nicht gesendet"));
    const act = (action: string, body: object) => office.call("post", `${out}/la-1/${action}`).send(body).expect(200);
    const answer = (proposalId: string, comment?: string) => office.services.learningAgreements.receiveUpdate({
      heiId: US, callers: [PARTNER], sendingHeiId: US, omobilityId: omobilityId("la-1"),
      answer: { proposalId, signature: officerSigns("Bo"), ...(comment === undefined ? { verdict: "approve" } : { verdict: "comment", comment }) },
    });
    const sent = async () => {
      await act("student-signature", studentSigns());
      return (await act("sending-signature", officerSigns("Anna"))).body;
    };
    await answer((await sent()).proposal.id, "Too many credits");
    const { revision } = (await office.call("get", `${out}/la-1`).expect(200)).body;
    await office.call("put", `${out}/la-1/draft`).set("If-Match", `"${revision}"`).send({ components: sampleComponents({ virtual: [] }) }).expect(200);
    await answer((await sent()).proposal.id);
    const words = await printed("outgoing-learning-agreements/la-1/pdf");
    for (const said of ["Lake University", "signed by all three", "Too many credits", "sent back", "Table C: virtual components", "In all: 12 ECTS", "bo@example.org", "rive.example/la-1/"]) expect(words).toContain(packed(said));
    expect(words).not.toContain("DRAFT");
    expect((await office.call("get", `${out}/none/pdf`).expect(404)).body).toMatchObject({ type: "urn:passerelle:problem:not-found" });
  });

  test("of a partner's: with the exchange that brought it, and what we answered", async () => {
    const { sending, receiving, ...rest } = sampleDetails();
    office.scripts.las = {
      ...office.scripts.las, update: async () => "told",
      fetch: async () => ({ exchangeId: "read", document: { omobilityId: omobilityId("la-2"), ...rest, sending: { ...sending, heiId: PARTNER }, receiving: { ...receiving, heiId: US }, proposal: { id: "p1", components: sampleComponents(), student: studentSigns(), sending: officerSigns("Anna") } } }),
    };
    const path = `incoming-learning-agreements/${PARTNER}/la-2`;
    await office.call("post", `${BASE}/${path}/refresh`).expect(200);
    await office.call("post", `${BASE}/${path}/comment`).send({ proposalId: "p1", reviewedVersion: 1, comment: "Choose another course", signature: officerSigns("Bo") }).expect(200);
    const words = await printed(`${path}/pdf`);
    for (const said of ["Brought by exchange: read", "Choose another course", "Proposed, not agreed yet", "Introductory calculus", "DRAFT"]) expect(words).toContain(packed(said));
    expect((await office.call("get", `${BASE}/incoming-learning-agreements/${PARTNER}/none/pdf`).expect(404)).body).toMatchObject({ type: "urn:passerelle:problem:not-found" });
  });
});

describe("the certificate of a stay", () => {
  test("only with the day of arrival; then of arrival, then of arrival and departure", async () => {
    office.scripts.nominations = { ...office.scripts.nominations, fetch: async () => ({ student: student(), proposal: { id: "p1", content: content() }, status: "approved", exchangeId: "read" }) };
    await office.services.nominations.refreshNomination(US, PARTNER, omobilityId("came-1"));
    const path = `incoming-nominations/${PARTNER}/came-1`;
    expect((await office.call("get", `${BASE}/${path}/certificate`).expect(422)).body).toMatchObject({ type: "urn:passerelle:problem:no-arrival", detail: "The day of arrival is not entered.", userMessages: [{ lang: "en", text: "Enter the day of arrival first." }] });
    const stay = (days: object) => office.call("put", `${BASE}/${path}/stay`).send(days).expect(200);
    await stay({ arrival: "2026-09-01" });
    expect(await printed(`${path}/certificate`, "fr")).toContain(packed("Attestation d’arrivée"));
    await stay({ arrival: "2026-09-01", departure: "2027-01-31" });
    const words = await printed(`${path}/certificate`);
    for (const said of ["Certificate of attendance", "arrived on 2026-09-01 and left on 2027-01-31", "Lake University", "Ana María"]) expect(words).toContain(packed(said));
  });
});
