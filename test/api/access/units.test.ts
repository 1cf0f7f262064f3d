/** Grants for some units of an institution: no operation shows or changes what belongs to other units, or to none. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { receive } from "../../../src/domain/transcripts/transitions.js";
import { createCommands } from "../../../src/domain/learning-agreements/service/commands.js";
import { heiId, omobilityId } from "../../../src/kernel/ids.js";
import { omit } from "../../../src/kernel/omit.js";
import { sampleAgreement, sampleCondition, sampleVersion } from "../../support/agreements/sample-agreements.js";
import { officerSigns, sampleComponents, sampleDetails, studentSigns } from "../../support/learning-agreements/sample-las.js";
import { content, imobility, omobility, student } from "../../support/nominations/samples.js";
import { sampleExchange } from "../../support/sample-exchanges.js";
import { LEARNER, resultOf, transcriptWith } from "../../support/transcripts/sample-transcripts.js";
import { contractOperations, type ContractOperation, filledPath } from "../support/contract.js";
import { type Office, PARTNER, startOffice, US } from "../support/office.js";
import { signedIn, type SignedInBrowser } from "../support/people.js";
import { newAgreement, condition, terms } from "../support/terms.js";

const PASSWORD = "correct horse battery";
/** Where every record of a unit carries its sign; `none` = of no unit. */
const PLACES = ["law", "arts", "none"] as const;
type Place = (typeof PLACES)[number];
const signOf = (place: Place): string => `SIGN-${place}`;
const unitOf = (place: Place): string | undefined => (place === "none" ? undefined : place);

let office: Office;
let operations: readonly ContractOperation[];
const people = new Map<string, SignedInBrowser>();

/** One record of each kind under the same id, for a place. */
const fill = async (place: Place): Promise<void> => {
  const { store } = office;
  const [id, sign, unit] = [`of-${place}`, signOf(place), unitOf(place)];
  const scope = { heiId: US, partnerHeiId: PARTNER, id: omobilityId(id) };
  const key = { heiId: US, partnerHeiId: PARTNER, omobilityId: omobilityId(id) };
  const version = sampleVersion({ heiId: US, id });
  const copy = { ...version.copy, owner: { ...version.copy.owner, iiaCode: sign }, conditions: [{ ...sampleCondition(US, PARTNER), ...(unit !== undefined && { sendingOunitId: unit }) }] };
  await store.agreements.decide({ heiId: US }, () => ({ agreements: [sampleAgreement({ heiId: US, id, mine: { ...version, copy } })], changes: [] }));
  const named = student({ familyNames: [{ text: sign }] });
  await store.nominations.decideOmobility(scope, () => ({ omobilities: [omobility({ id, student: named, proposal: { id: "p", content: content({ ...(unit !== undefined && { sendingOunitId: unit }) }) } })], changes: [] }));
  const known = imobility({ id });
  const current = { ...known.current, student: named, proposal: { id: "p", content: content({ ...(unit !== undefined && { receivingOunitId: unit }) }) } };
  await store.nominations.decideImobility(scope, () => ({ imobility: { ...known, current }, changes: [] }));
  const { sending: party, receiving, student: learner, ...rest } = sampleDetails();
  const sending = omit(party, "ounitId");
  const parties = { ...rest, student: { ...learner, familyName: sign } };
  await createCommands({ store: store.learningAgreements, references: { unknownOunits: async () => [] } }).create({
    ...key, actor: "office", mobilityType: "semester", components: sampleComponents(),
    details: { ...parties, sending: { ...sending, heiId: US, ...(unit !== undefined && { ounitId: unit }) }, receiving: { ...receiving, heiId: PARTNER } },
  });
  office.scripts.las = { ...office.scripts.las, fetch: async () => ({ exchangeId: "read", document: {
    ...parties, omobilityId: omobilityId(id), sending: { ...sending, heiId: PARTNER }, receiving: { ...receiving, heiId: US, ...(unit !== undefined && { ounitId: unit }) },
    proposal: { id: "p1", components: sampleComponents(), student: studentSigns(), sending: officerSigns("Anna") },
  } }) };
  await office.call("post", `/institutions/${US}/incoming-learning-agreements/${PARTNER}/${id}/refresh`).expect(200);
  const { body: entered } = await office.call("put", `/institutions/${US}/outgoing-transcripts/${PARTNER}/${id}`).send({ learner: { ...LEARNER, familyName: sign }, academicYearId: "2026/2027", results: [{ titles: [{ text: "Logic" }], status: "passed" }] });
  expect(entered).toMatchObject({ omobilityId: id });
  const fetched = { transcript: transcriptWith([resultOf(1)], { learner: { ...LEARNER, familyName: sign } }), signature: "none" as const, exchangeId: "x" };
  await store.transcripts.decideReceived(key, (found, now) => receive(found, { key, fetched, agreed: { learner: LEARNER, iscedCode: "0541", components: [] }, home: { tables: [], failing: [] } }, now));
};

beforeAll(async () => {
  office = await startOffice();
  operations = (await contractOperations()).filter(({ path }) => path.startsWith("/institutions/{heiId}/"));
  for (const place of ["law", "arts"]) await office.call("put", `/institutions/${US}/units/${place}`).send({ code: place, names: [{ text: place }] }).expect(201);
  for (const place of PLACES) await fill(place);
  for (const role of ["officer", "coordinator", "viewer"]) {
    const email = `${role}@rive.example`;
    await office.call("post", "/people").send({ email, name: role, grants: [{ role, heiId: US, unitIds: ["law"] }], password: PASSWORD }).expect(201);
    people.set(role, await signedIn(office, { email, password: PASSWORD }));
  }
});
afterAll(() => office.close());

const as = (role: string): SignedInBrowser => people.get(role) as SignedInBrowser;
const ask = (role: string, { method, path }: ContractOperation, place: Place) => {
  const address = filledPath(path, { heiId: US, partnerHeiId: PARTNER, agreementId: `of-${place}`, omobilityId: `of-${place}`, version: "1", number: "1" });
  return method === "get" ? as(role).get(address) : as(role).send(method, address, {}).set("If-Match", '"1"');
};
const namesRecord = ({ path }: ContractOperation): boolean => /\{(agreementId|omobilityId)\}/.test(path);
const others = PLACES.filter((place) => place !== "law");
const everything = async (): Promise<unknown> => Promise.all(others.map(async (place) => {
  const [id, { store }] = [omobilityId(`of-${place}`), office];
  const key = { heiId: US, partnerHeiId: PARTNER, omobilityId: id };
  return [await store.nominations.omobility(US, id), await store.nominations.imobility(US, PARTNER, id), await store.learningAgreements.outgoing(US, id), await store.learningAgreements.incoming({ heiId: US, partnerHeiId: PARTNER, omobilityId: id }),
    await store.transcripts.outgoing(key), (await office.call("get", `/institutions/${US}/agreements/of-${place}`)).body];
}));

describe("a grant for one unit", () => {
  test("shows its records, by list and one by one, and no others", async () => {
    const lists = [
      ["officer", "agreements"], ["viewer", "agreements"], ["coordinator", "outgoing-nominations"], ["coordinator", "incoming-nominations"], ["coordinator", "outgoing-learning-agreements"],
      ["coordinator", "incoming-learning-agreements"], ["coordinator", "outgoing-transcripts"], ["viewer", "incoming-transcripts"],
    ] as const;
    for (const [role, list] of lists) {
      const { body, text } = await as(role).get(`/institutions/${US}/${list}`).expect(200);
      expect([list, body.items.length, PLACES.map((place) => text.includes(`of-${place}`))]).toEqual([list, 1, [true, false, false]]);
      const item = /agreements$|^outgoing-(nominations|learning)/.test(list) && !list.startsWith("incoming") ? `/institutions/${US}/${list}` : `/institutions/${US}/${list}/${PARTNER}`;
      for (const place of PLACES) expect([list, place, (await as(role).get(`${item}/of-${place}`)).status]).toEqual([list, place, place === "law" ? 200 : 404]);
    }
  });

  test("what is of other units is told in the words for what is not there", async () => {
    const shown = async (id: string) => (await as("officer").get(`/institutions/${US}/agreements/${id}`)).body;
    const [hidden, absent] = [await shown("of-arts"), await shown("nowhere")];
    expect({ ...hidden, requestId: "" }).toEqual({ ...absent, requestId: "" });
    expect(hidden).toMatchObject({ status: 404, detail: "There is no agreement with this id." });
  });

  test("no operation shows a record of another unit, or of none, nor changes one", async () => {
    const before = await everything();
    await fc.assert(fc.asyncProperty(fc.constantFrom(...operations), fc.constantFrom(...others), fc.constantFrom(...people.keys()), async (operation, place, role) => {
      const { status, text } = await ask(role, operation, place);
      for (const other of others) expect([operation.id, text.includes(signOf(other))]).toEqual([operation.id, false]);
      if (namesRecord(operation)) expect([operation.id, role, [403, 404].includes(status)]).toEqual([operation.id, role, true]);
      expect([operation.id, status === 500]).toEqual([operation.id, false]);
    }), { numRuns: 150 });
    for (const operation of operations.filter(namesRecord)) for (const place of others) {
      const { status, text } = await ask(operation.scopes.some((scope) => scope.startsWith("mobilities")) ? "coordinator" : "officer", operation, place);
      expect([operation.id, [403, 404].includes(status), text.includes(signOf(place))]).toEqual([operation.id, true, false]);
    }
    expect(await everything()).toEqual(before);
  });

  test("makes and edits only what stays in the unit", async () => {
    const beyond = { status: 403, type: "urn:passerelle:problem:beyond-units", detail: "This concerns more than the units that your account is for." };
    const create = (more: object) => as("officer").send("post", `/institutions/${US}/agreements`, { ...newAgreement(), conditions: [condition(more as Readonly<Record<string, unknown>>)] });
    expect((await create({})).body).toMatchObject(beyond);
    expect((await create({ sendingOunitId: "arts" })).body).toMatchObject(beyond);
    const made = await create({ sendingOunitId: "law" });
    expect(made.status).toBe(201);
    const edit = (conditions: object[]) => as("officer").send("put", `/institutions/${US}/agreements/${made.body.id}`, { ...terms(), conditions }).set("If-Match", '"1"');
    expect((await edit([condition({ sendingOunitId: "law" }), condition({ sendingOunitId: "arts" })])).body).toMatchObject(beyond);
    expect((await edit([condition({ sendingOunitId: "law", mobilitiesPerYear: 3 })])).status).toBe(200);
  });

  test("shows what several units share, and does not change it", async () => {
    const conditions = [condition({ sendingOunitId: "law" }), condition({ sendingOunitId: "arts", kind: "student-traineeship", languageSkills: [], subjectAreas: [] })];
    const { body: shared } = await office.call("post", `/institutions/${US}/agreements`).send({ ...newAgreement(), conditions }).expect(201);
    expect((await as("officer").get(`/institutions/${US}/agreements/${shared.id}`)).status).toBe(200);
    expect((await as("officer").send("post", `/institutions/${US}/agreements/${shared.id}/send`)).body).toMatchObject({ status: 403, type: "urn:passerelle:problem:beyond-units" });
  });

  test("opens nothing that concerns the institution as a whole", async () => {
    for (const path of ["seats", "statistics/outgoing-nominations", "deliveries", "exchanges"]) expect([path, (await as("coordinator").get(`/institutions/${US}/${path}`)).status]).toEqual([path, 403]);
    expect((await as("officer").get(`/institutions/${US}/incoming`)).body).toEqual({ items: [] });
    expect((await as("officer").get("/partners")).status).toBe(200);
    expect((await as("coordinator").send("put", `/institutions/${US}/grade-scales`, {})).status).toBe(403);
  });

  test("beside a grant for the whole institution limits nothing of that one", async () => {
    const email = "both@rive.example";
    await office.call("post", "/people").send({ email, name: "Both", grants: [{ role: "viewer", heiId: US }, { role: "officer", heiId: US, unitIds: ["law"] }], password: PASSWORD }).expect(201);
    const both = await signedIn(office, { email, password: PASSWORD });
    expect((await both.get(`/institutions/${US}/agreements/of-arts`)).status).toBe(200);
    expect((await both.send("post", `/institutions/${US}/agreements/of-arts/terminate`, { noMobilityTookPlace: true })).status).toBe(404);
    expect((await both.send("post", `/institutions/${US}/agreements/of-law/terminate`, { noMobilityTookPlace: true })).status).not.toBe(404);
  });

  test("names units of the institution", async () => {
    const add = (grant: object) => office.call("post", "/people").send({ email: "x@rive.example", name: "x", grants: [grant] });
    expect((await add({ role: "officer", heiId: US, unitIds: ["law", "nowhere"] })).body).toMatchObject({ status: 400, errors: [{ field: "grants[0].unitIds", problem: `nowhere is no unit of ${heiId(US)}` }] });
    expect((await add({ role: "officer", unitIds: ["law"] })).body).toMatchObject({ status: 400, errors: [{ field: "grants[0].unitIds", problem: "units without an institution" }] });
  });
});

test("an officer of agreements does not read students' records in exchanges; who sees them anyhow, and technicians, do", async () => {
  await office.store.exchanges.save(sampleExchange("students", { heiId: US, partnerHeiId: PARTNER, api: "omobility-las", at: office.clock.now() }));
  await office.store.exchanges.save(sampleExchange("agreements", { heiId: US, partnerHeiId: PARTNER, api: "iias", at: office.clock.now() }));
  const seen = async (role: string) => {
    const email = `exchanges-${role}@rive.example`;
    await office.call("post", "/people").send({ email, name: role, grants: [{ role, heiId: US }], password: PASSWORD }).expect(201);
    const browser = await signedIn(office, { email, password: PASSWORD });
    return Promise.all(["agreements", "students"].map(async (id) => (await browser.get(`/institutions/${US}/exchanges/${id}`)).status));
  };
  expect([await seen("officer"), await seen("technician"), await seen("administrator"), await seen("coordinator")]).toEqual([[200, 404], [200, 200], [200, 200], [403, 403]]);
});
