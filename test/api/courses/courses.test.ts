/** The catalogue of courses through the office door, and what partners publish. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { PartnerFailure } from "../../../src/domain/partner-failure.js";
import type { LosId } from "../../../src/kernel/ids.js";
import { omit } from "../../../src/kernel/omit.js";
import { CALCULUS, courseOf, LAB } from "../../support/courses/sample-courses.js";
import { until } from "../../support/until.js";
import { type Office, PARTNER, startOffice, US } from "../support/office.js";

const COURSES = `/institutions/${US}/courses`;
const IMPORTS = `/institutions/${US}/course-imports`;
let office: Office;
beforeAll(async () => { office = await startOffice(); });
afterAll(() => office.close());

const at = (losId: string) => `${COURSES}/${encodeURIComponent(losId)}`;
const [CALCULUS_ID, CONTENT] = [CALCULUS.losId, omit(CALCULUS, "heiId", "losId")];
const [LAB_ID, LAB_CONTENT] = [LAB.losId, omit(LAB, "heiId", "losId")];
const put = (losId: string, content: object, revision?: number) => {
  const sent = office.call("put", at(losId));
  return (revision === undefined ? sent : sent.set("If-Match", `"${revision}"`)).send(content);
};
const ids = async (query = "") => (await office.call("get", `${COURSES}${query}`).expect(200)).body.items.map(({ losId }: { losId: string }) => losId);
const imported = async (body: object | string, confirm = false) => (await office.call("post", `${IMPORTS}?confirm=${confirm}`).set("Content-Type", typeof body === "string" ? "text/csv" : "application/json").send(body).expect(200)).body;

describe("one course", () => {
  test("is entered, read and replaced at its revision", async () => {
    expect((await put(CALCULUS_ID, CONTENT)).body).toMatchObject({ status: 400, type: "urn:passerelle:problem:invalid-content", errors: [{ field: "contains[0]", problem: "is not one of our courses" }] });
    expect((await put(LAB_ID, LAB_CONTENT)).status).toBe(201);
    const made = await put(CALCULUS_ID, CONTENT);
    expect([made.status, made.headers["etag"], made.body]).toEqual([201, '"1"', { ...CALCULUS, revision: 1, changedAt: office.clock.now().toISOString() }]);
    expect((await office.call("get", at(CALCULUS_ID)).expect(200)).body).toEqual(made.body);
    expect((await put(CALCULUS_ID, CONTENT)).status).toBe(428);
    expect((await put(CALCULUS_ID, { titles: [{ text: "Other" }] }, 4)).body).toMatchObject({ status: 412, details: { expected: 4, present: 1 } });
    expect((await put(CALCULUS_ID, CONTENT, 1)).body.revision).toBe(1);
    expect((await put(CALCULUS_ID, { ...CONTENT, losCode: "MATH-2" }, 1).expect(200)).headers["etag"]).toBe('"2"');
  });

  test("breaks rules at the fields of the form", async () => {
    const wrong = await put("CR/wrong", { titles: [{ text: "x" }], ounitId: "none", type: "Module", instances: [{ loiId: "MODI/1", start: "2026-02-01", end: "2026-01-01", credits: [{ scheme: "ects", value: "many" }] }] });
    expect([wrong.status, wrong.body.errors.map(({ field }: { field: string }) => field)]).toEqual([400, ["type", "instances[0].loiId", "instances[0].end", "instances[0].credits[0].value", "ounitId"]]);
    expect((await put("CR/wrong", { titles: [{ text: "x", lang: "?" }] })).body.errors).toMatchObject([{ field: "titles[0].lang" }]);
    expect((await put("CR/wrong", { titles: [] })).body.errors).toMatchObject([{ field: "titles" }]);
    expect((await put("X/1", { titles: [{ text: "x" }] })).status).toBe(400);
  });

  test("is listed by code, page by page", async () => {
    expect(await ids()).toEqual([LAB_ID, CALCULUS_ID]);
    expect(await ids("?losCode=MATH-2")).toEqual([CALCULUS_ID]);
    expect(await ids("?q=GRUNN%20math")).toEqual([CALCULUS_ID]);
    const first = (await office.call("get", `${COURSES}?limit=1`)).body;
    expect([first.items.length, await ids(`?limit=1&cursor=${first.next}`)]).toEqual([1, [CALCULUS_ID]]);
  });

  test("keeps its unit from being removed", async () => {
    await office.call("put", `/institutions/${US}/units/maths`).send({ code: "M", names: [{ text: "Mathematics" }] }).expect(201);
    await put("MOD/1", { titles: [{ text: "Module" }], ounitId: "maths" }).expect(201);
    expect(await ids("?ounitId=maths")).toEqual(["MOD/1"]);
    expect((await office.call("delete", `/institutions/${US}/units/maths`)).body).toMatchObject({ status: 409, type: "urn:passerelle:problem:unit-in-use", detail: "Course MOD/1 is of unit maths." });
    await office.call("delete", at("MOD/1")).expect(204);
    await office.call("delete", `/institutions/${US}/units/maths`).expect(204);
  });

  test("is retired once nothing contains it, and may come back", async () => {
    expect((await office.call("delete", at(LAB_ID))).body).toMatchObject({ status: 409, type: "urn:passerelle:problem:course-in-use", details: { containedIn: CALCULUS_ID } });
    expect((await office.call("delete", at(CALCULUS_ID)).set("If-Match", '"1"')).status).toBe(412);
    await office.call("delete", at(CALCULUS_ID)).set("If-Match", '"2"').expect(204);
    await office.call("delete", at(CALCULUS_ID)).expect(404);
    await office.call("get", at(CALCULUS_ID)).expect(404);
    expect((await put(CALCULUS_ID, CONTENT)).body.revision).toBe(4);
  });
});

describe("many courses", () => {
  test("from the template: looked at first, stored once it is confirmed", async () => {
    const { text, headers } = await office.call("get", IMPORTS).expect(200);
    expect(headers["content-type"]).toMatch(/^text\/csv/);
    const file = text.replaceAll("CR/calculus", "CR/template").replaceAll("CRI/calculus", "CRI/template");
    expect(await imported(file)).toEqual({ rows: 1, courses: 1, changed: 1, stored: 0, wrong: [] });
    await office.call("get", at("CR/template")).expect(404);
    expect(await imported(file, true)).toEqual({ rows: 1, courses: 1, changed: 1, stored: 1, wrong: [] });
    expect(await imported(file, true)).toEqual({ rows: 1, courses: 1, changed: 0, stored: 0, wrong: [] });
    expect((await office.call("get", at("CR/template")).expect(200)).body).toMatchObject({ revision: 1, titles: [{ text: "Cálculo" }, { text: "Calculus" }], instances: [{ loiId: "CRI/template-2026-1" }] });
  });

  test("one wrong line keeps all of them out", async () => {
    expect(await imported("los_id;title;ounit_id\nCR/new;New;\nCR/bad;=1+1;moon\n", true)).toEqual({
      rows: 2, courses: 2, changed: 0, stored: 0,
      wrong: [{ line: 3, problems: [{ field: "title", problem: "begins like a formula of a spreadsheet", expected: "a plain value" }, { field: "ounit_id", problem: "is not one of our units", expected: "the id of a published unit, or none" }] }],
    });
    expect(await imported("los_id\nCR/new", true)).toMatchObject({ rows: 0, wrong: [{ line: 1, problems: [{ field: "file", problem: "misses the column title" }] }] });
    await office.call("get", at("CR/new")).expect(404);
  });

  test("as JSON, more than one statement takes; parts may come in the same import", async () => {
    const many = Array.from({ length: 450 }, (_, n) => ({ losId: `CR/m${n}`, titles: [{ text: `Course ${n}` }], contains: [`CR/m${(n + 1) % 450}`] }));
    expect(await imported({ courses: many })).toEqual({ rows: 450, courses: 450, changed: 450, stored: 0, wrong: [] });
    expect(await imported({ courses: many }, true)).toMatchObject({ stored: 450 });
    expect(await imported({ courses: [...many.slice(1), { losId: "CR/m0", titles: [{ text: "Changed" }] }] }, true)).toMatchObject({ changed: 1, stored: 1 });
    expect(await imported({ courses: [{ losId: "CR/a", titles: [{ text: "A" }] }, { losId: "CR/a", titles: [{ text: "B" }], contains: ["CLS/none"] }] }, true)).toMatchObject({
      stored: 0, wrong: [{ line: 2, problems: [{ field: "losId", problem: "is that of row 1" }, { field: "contains[0]", problem: "is not one of our courses" }] }],
    });
    expect((await office.call("post", IMPORTS).send({ courses: [{ losId: "CR/a", titles: [{ text: "A" }], room: 1 }] })).status).toBe(400);
  });
});

describe("courses of a partner", () => {
  const THEIRS = `/institutions/${US}/partners/${PARTNER}/courses`;
  const published = (losId: string) => courseOf(losId, { heiId: PARTNER });
  const browse = (query = "") => office.call("get", `${THEIRS}${query}`);

  test("by id or by code, or its catalogue page by page", async () => {
    const asked: unknown[] = [];
    office.scripts.courses = {
      ids: async () => ["CR/c", "CR/a", "CR/b"] as LosId[],
      courses: async (_ours, _partner, wanted) => {
        asked.push(wanted);
        return ("losIds" in wanted ? wanted.losIds : ["CR/a"]).map(published);
      },
    };
    expect((await browse("?losId=CR/a&losId=CR/b").expect(200)).body).toEqual({ items: ["CR/a", "CR/b"].map(published) });
    await browse("?losCode=MATH%201").expect(200);
    const first = (await browse("?limit=2").expect(200)).body;
    expect(first.items.map(({ losId }: { losId: string }) => losId)).toEqual(["CR/a", "CR/b"]);
    expect((await browse(`?limit=2&cursor=${first.next}`).expect(200)).body).toEqual({ items: [published("CR/c")] });
    expect(asked).toEqual([{ losIds: ["CR/a", "CR/b"] }, { losCodes: ["MATH 1"] }, { losIds: ["CR/a", "CR/b"] }, { losIds: ["CR/c"] }]);
    expect((await browse("?losId=CR/a&losCode=1")).body).toMatchObject({ status: 400, detail: "Ask by losId or by losCode, not by both." });
  });

  test("a partner that offers none says so", async () => {
    const none = async (): Promise<never> => { throw new PartnerFailure({ reason: "The partner does not offer courses.", retry: false }); };
    office.scripts.courses = { courses: none, ids: none };
    expect((await browse()).body).toMatchObject({ status: 502, partner: { reason: "The partner does not offer courses.", retry: false } });
  });
});

test("an import of courses can be followed at its address", async () => {
  const answer = await office.call("post", `${IMPORTS}?confirm=true`).set("Prefer", "respond-async").send({ courses: [{ losId: "CR/followed", titles: [{ text: "Followed" }] }] }).expect(202);
  const address = `${IMPORTS}/${answer.body.id}`;
  await until("the import is done", async () => (await office.call("get", address).expect(200)).body.state === "done");
  expect((await office.call("get", address).expect(200)).body).toMatchObject({ state: "done", rows: 1, looked: 1, stored: 1, report: { rows: 1, courses: 1, stored: 1 } });
  expect((await office.call("post", `${address}/cancel`).expect(200)).body.state).toBe("done");
});
