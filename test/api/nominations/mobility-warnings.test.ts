/** The two records of one mobility, as the office door shows that they do not fit. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { LaDetails, LaDocument } from "../../../src/domain/learning-agreements/model.js";
import { omobilityId } from "../../../src/kernel/ids.js";
import { omit } from "../../../src/kernel/omit.js";
import { officerSigns, sampleComponents, sampleDetails, studentSigns } from "../../support/learning-agreements/sample-las.js";
import { content, student } from "../../support/nominations/samples.js";
import { type Office, PARTNER, startOffice, US } from "../support/office.js";

let office: Office;
beforeAll(async () => { office = await startOffice(); });
afterAll(() => office.close());

const at = (kind: string, id: string, ...rest: string[]) => ["", "institutions", US, kind, id, ...rest].join("/");
const read = async (path: string) => (await office.call("get", path).expect(200)).body.mobilityWarnings;
/** A learning agreement that fits the sample nomination. */
const fitting = ([from, to]: readonly [typeof US, typeof US], more: Partial<LaDetails> = {}): LaDetails => {
  const { givenNames, familyNames, globalId, birthDate } = student();
  const { receivingAcademicYear, nomineeIscedFCode: iscedFCode, eqfLevel } = content();
  const year = receivingAcademicYear.slice(-4);
  const { sending, receiving, ...rest } = sampleDetails({ receivingAcademicYear, iscedFCode, eqfLevel, start: `${year}-02`, end: `${year}-06`, ...more });
  return { ...rest, sending: { ...omit(sending, "ounitId"), heiId: from }, receiving: { ...receiving, heiId: to }, student: { ...rest.student, givenNames: givenNames[0]?.text ?? "", familyName: familyNames[0]?.text ?? "", globalId, birthDate } };
};
const make = (id: string, details: LaDetails) =>
  office.call("post", `/institutions/${US}/outgoing-learning-agreements`).send({ partnerHeiId: PARTNER, omobilityId: id, mobilityType: "semester", details, components: sampleComponents() });

test("ours: at both records, until one is corrected", async () => {
  const { id } = (await office.call("post", `/institutions/${US}/outgoing-nominations`).send({ partnerHeiId: PARTNER, student: student(), nomination: content() }).expect(201)).body;
  expect(await read(at("outgoing-nominations", id))).toEqual([]);
  const { body: made } = await make(id, fitting([US, PARTNER], { eqfLevel: 8 })).expect(201);
  const expected = [{
    code: "other-level", turn: "us", text: "The nomination and the learning agreement of this mobility name different levels of study. Correct the one that is wrong.",
    differences: [{ field: "eqfLevel", nomination: `${content().eqfLevel}`, learningAgreement: "8" }],
  }];
  expect([made.mobilityWarnings, await read(at("outgoing-nominations", id)), await read(at("outgoing-learning-agreements", id))]).toEqual([expected, expected, expected]);
  const { body: corrected } = await office.call("put", at("outgoing-learning-agreements", id)).set("If-Match", `"${made.revision}"`).send(fitting([US, PARTNER])).expect(200);
  expect([corrected.mobilityWarnings, await read(at("outgoing-nominations", id))]).toEqual([[], []]);
});

test("ours without a nomination; what stopped on its way to the partner", async () => {
  const id = "never-nominated";
  expect((await make(id, fitting([US, PARTNER])).expect(201)).body.mobilityWarnings).toMatchObject([{ code: "no-nomination", turn: "us" }]);
  await office.call("post", at("outgoing-learning-agreements", id, "student-signature")).send({}).expect(200);
  await office.call("post", at("outgoing-learning-agreements", id, "sending-signature")).send({ name: "Anna", position: "Coordinator", email: "anna@rive.example" }).expect(200);
  const now = office.clock.now();
  for (const row of await office.store.outbox.claim({ now, leaseMs: 60_000, limit: 50, perPartner: 50 })) await office.store.outbox.finish(row, { state: "stopped", reason: "The partner refused the request: it answered 400.", dueAt: now, endedAt: now });
  expect(await read(at("outgoing-learning-agreements", id))).toMatchObject([{ code: "no-nomination" }, { code: "notice-not-delivered", turn: "us" }]);
});

test("a partner's: the partner has to correct them", async () => {
  const id = omobilityId("theirs-1");
  const proposal = { id: "p1", components: sampleComponents(), student: studentSigns(), sending: officerSigns("Anna") };
  const document: LaDocument = { omobilityId: id, ...fitting([PARTNER, US], { iscedFCode: "0913" }), proposal };
  office.scripts.las = { ...office.scripts.las, fetch: async () => ({ document, exchangeId: "read" }) };
  office.scripts.nominations = { ...office.scripts.nominations, fetch: async () => ({ student: student(), proposal: { id: "n1", content: content() }, status: "pending", exchangeId: "read" }) };
  const { body: la } = await office.call("post", at("incoming-learning-agreements", PARTNER, id, "refresh")).expect(200);
  expect(la.mobilityWarnings).toMatchObject([{ code: "no-nomination", turn: "partner" }]);
  await office.services.nominations.refreshNomination(US, PARTNER, id);
  const expected = [{ code: "other-field", turn: "partner", text: expect.stringContaining("Ask the partner to correct"), differences: [{ field: "iscedFCode", learningAgreement: "0913" }] }];
  expect(await read(at("incoming-nominations", PARTNER, id))).toMatchObject(expected);
  expect(await read(at("incoming-learning-agreements", PARTNER, id))).toMatchObject(expected);
});
