/** A cohort through the office door: template, dry run, confirmation. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { until } from "../../support/until.js";
import { type Office, startOffice, US } from "../support/office.js";

const IMPORTS = `/institutions/${US}/nomination-imports`;
let office: Office;
beforeAll(async () => { office = await startOffice(); });
afterAll(() => office.close());

/** The template's partner is not in the network of these tests. */
const UNLISTED = { line: 2, problems: [{ field: "partner_hei_id", problem: "is no institution of the network at present, so nothing can be sent to it", expected: "the SCHAC id of an institution in the catalogue, e.g. uw.edu.pl" }] };
const NOTHING = { created: 0, skipped: 0, wrong: [], warnings: [UNLISTED], seats: [] };
const post = (file: string, confirm = false) => office.call("post", `${IMPORTS}?confirm=${confirm}`).set("Content-Type", "text/csv").set("Idempotency-Key", `cohort-${confirm}`).send(file);

test("the template is looked at, then imported once, however often it is sent", async () => {
  const answer = await office.call("get", IMPORTS).expect(200);
  expect(answer.headers["content-type"]).toMatch(/^text\/csv/);
  const file = answer.text;
  const seats = [{ place: { partnerHeiId: "uw.edu.pl", academicYear: "2026/2027", iscedFCodes: ["0314"], eqfLevels: [6], blended: false, agreed: 0, nominated: 0, approved: 0, left: 0 }, asked: 1, exceeding: [2] }];
  expect((await post(file).expect(200)).body).toEqual({ ...NOTHING, rows: 1, seats });
  const drafts = async () => (await office.call("get", `/institutions/${US}/outgoing-nominations?stage=draft`).expect(200)).body.items;
  expect(await drafts()).toEqual([]);
  for (let again = 0; again < 2; again++) expect((await post(file, true).expect(200)).body).toEqual({ ...NOTHING, rows: 1, created: 1, seats });
  expect(await drafts()).toMatchObject([{ partnerHeiId: "uw.edu.pl", status: "draft" }]);
});

test("what is wrong is told by line and column", async () => {
  expect((await office.call("post", `${IMPORTS}?confirm=true`).set("Content-Type", "text/csv").send("given_names;x\nAna;1").expect(200)).body).toMatchObject({ rows: 0, created: 0, wrong: [{ line: 1, problems: [{ field: "file" }] }] });
});

test("text that XML cannot carry is told at its column", async () => {
  const file = (await office.call("get", IMPORTS).expect(200)).text.replace("Núñez", "N\u0007").replace(":0042", ":0043");
  const { body } = await office.call("post", IMPORTS).set("Content-Type", "text/csv").send(file).expect(200);
  expect(body).toEqual({ ...NOTHING, rows: 1, wrong: [{ line: 2, problems: [{ field: "family_name", problem: "contains U+0007, which XML cannot carry", expected: "text without control characters" }] }] });
});

test("an import that nobody waits for is followed at its address, and repeating the order finds it again", async () => {
  const file = (await office.call("get", IMPORTS).expect(200)).text.replace(":0042", ":0044");
  const order = () => office.call("post", `${IMPORTS}?confirm=true`).set("Content-Type", "text/csv").set("Prefer", "wait=5, Respond-Async").set("Idempotency-Key", "followed").send(file);
  const answer = await order().expect(202);
  const { location } = answer.headers;
  expect(answer.body).toMatchObject({ confirm: true, createdAt: expect.any(String) });
  expect(location).toBe(`/api/v1${IMPORTS}/${answer.body.id}`);
  expect((await order().expect(202)).headers["location"]).toBe(location);
  const follow = async () => (await office.call("get", `${IMPORTS}/${answer.body.id}`).expect(200)).body;
  await until("the import is done", async () => (await follow()).state === "done");
  expect(await follow()).toMatchObject({ state: "done", rows: 1, looked: 1, stored: 1, report: { rows: 1, created: 1 } });
  expect((await office.call("post", `${IMPORTS}/${answer.body.id}/cancel`).expect(200)).body.state).toBe("done");
  expect((await office.call("get", `${IMPORTS}/none`).expect(404)).body).toMatchObject({ detail: "There is no import with this id." });
});
