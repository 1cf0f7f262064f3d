/** Lists as files: complete, harmless in a spreadsheet, and no more than the list shows. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { parse } from "csv-parse/sync";
import request from "supertest";
import { cellAt } from "../../../src/api/exports/cells.js";
import { asCsv } from "../../../src/api/exports/csv.js";
import { exportList } from "../../../src/api/exports/export.js";
import { EXPORTED, type ExportedList } from "../../../src/api/exports/lists.js";
import { asXlsx } from "../../../src/api/exports/xlsx.js";
import { unzip } from "../../support/unzip.js";
import { content, student } from "../../support/nominations/samples.js";
import { created } from "../support/journey.js";
import { type Office, PARTNER, startOffice, US } from "../support/office.js";

let office: Office;
beforeAll(async () => {
  office = await startOffice();
  for (let count = 0; count < 3; count++) await created(office);
  await office.call("post", `/institutions/${US}/outgoing-nominations`).send({ partnerHeiId: PARTNER, student: student({ familyNames: [{ text: '=HYPERLINK("http://evil.example")' }, { text: "Ñandú; \"b\"" }] }), nomination: content({ comment: "two\nlines" }) }).expect(201);
});
afterAll(() => office.close());

const path = (list: string, format: string) => `/institutions/${US}/exports/${list}.${format}`;
const rowsOf = async <T>(rows: readonly T[]) => (async function* () { yield* rows; })();
const collected = async (pieces: AsyncIterable<string>) => {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
};

test("a file of students is an entry of the audit log", async () => {
  await office.call("get", path("outgoing-nominations", "csv")).expect(200);
  const { items } = (await office.call("get", "/audit?operation=exportList&limit=1").expect(200)).body;
  expect(items).toEqual([expect.objectContaining({ operation: "exportList", status: 200, objects: ["outgoing-nominations", "csv"] })]);
});

describe("every list", () => {
  test.each(Object.keys(EXPORTED) as ExportedList[])("%s", async (list) => {
    const query = list === "seats" ? { direction: "outgoing", academicYear: "2026/2027" } : {};
    const csv = await office.call("get", path(list, "csv")).query(query);
    expect([csv.status, csv.headers["content-type"]]).toEqual([200, "text/csv; charset=utf-8"]);
    expect(csv.headers["content-disposition"]).toBe(`attachment; filename="${list}.csv"`);
    const [head] = parse(csv.text, { bom: true, relax_column_count: true }) as string[][];
    expect(head).toEqual(EXPORTED[list].columns);
    const xlsx = await office.call("get", path(list, "xlsx")).query(query).buffer().parse((answer, done) => {
      const pieces: Buffer[] = [];
      answer.on("data", (piece: Buffer) => pieces.push(piece)).on("end", () => done(null, Buffer.concat(pieces)));
    });
    expect([xlsx.status, xlsx.headers["content-type"]]).toEqual([200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"]);
    expect([...unzip(xlsx.body).keys()]).toContain("xl/worksheets/sheet1.xml");
  });

  test("needs the scope of the list", async () => {
    for (const [list, { scope }] of Object.entries(EXPORTED)) {
      const token = await office.token(scope === "network:read" ? ["agreements:read"] : ["institutions:read"]);
      const refused = await request(office.app).get(`/api/v1${path(list, "csv")}`).set("Authorization", token);
      expect([list, refused.status, refused.body.details]).toEqual([list, 403, { missing: [scope] }]);
    }
  });

  test("takes the filters that it has, and refuses others", async () => {
    expect(parse((await office.call("get", path("agreements", "csv")).query({ partner: "nobody.example" }).expect(200)).text, { bom: true })).toHaveLength(1);
    for (const [list, query, detail] of [
      ["seats", { academicYear: "2026/2027" }, "query.direction is missing."], ["seats", { direction: "incoming" }, "query.academicYear is missing."],
      ["agreements", { direction: "incoming" }, "query.direction is only for seats."], ["partners", { partner: PARTNER }, "query.partner is no filter of this list."],
      ["deliveries", { academicYear: "2026/2027" }, "query.academicYear is no filter of this list."],
    ] as const) {
      const refused = await office.call("get", path(list, "csv")).query(query);
      expect([refused.status, refused.body.detail]).toEqual([400, detail]);
    }
  });
});

describe("a file", () => {
  test("shows what the list shows, and runs nothing", async () => {
    const { text } = await office.call("get", path("outgoing-nominations", "csv")).expect(200);
    expect(text.startsWith("\uFEFFid,")).toBe(true);
    expect(text.endsWith("\r\n")).toBe(true);
    expect(text).toContain('"two\nlines"');
    const [row] = parse(text, { bom: true, columns: true }) as Record<string, string>[];
    expect(row).toMatchObject({ partnerHeiId: PARTNER, status: "draft", "student.givenNames": "Ana María", "student.familyNames": `'=HYPERLINK("http://evil.example"); Ñandú; "b"`, "nomination.comment": "two\nlines", "nomination.eqfLevel": "6" });
    expect(parse((await office.call("get", path("agreements", "csv")).expect(200)).text, { bom: true })).toHaveLength(4);
  });

  test.each(["=1+1", "+1", "-1", "@SUM(1)", "\tx", "\rx", "＝1"])("%j is a text", async (text) => {
    expect(await collected(asCsv(["a"], await rowsOf([[text], [-1], [true], [undefined]])))).toBe(`\uFEFFa\r\n${text.includes("\r") ? `"'${text}"` : `'${text}`}\r\n-1\r\ntrue\r\n\r\n`);
  });

  test("a workbook has texts, numbers and answers of yes or no as what they are, and nothing that XML cannot carry", async () => {
    const sheet = unzip(await asXlsx(["a", "b", "c", "d"], await rowsOf([["=1+1\u0001", 7, true, undefined]]))).get("xl/worksheets/sheet1.xml")?.toString() ?? "";
    expect(sheet).toContain("<v>7</v>");
    expect(sheet).not.toMatch(/<f>|\u0001/);
  });

  test("cells of nested items", () => {
    const item = { a: { b: [{ text: "x", lang: "en" }, { text: "y" }], c: null }, d: [1, 2], e: { f: 1 } };
    expect(["a.b", "a.c", "d", "e", "e.f", "g.h"].map((at) => cellAt(item, at))).toEqual(["x; y", undefined, "1; 2", '{"f":1}', 1, undefined]);
  });

  test("that ends before the list says so", async () => {
    let pages = 0;
    const endless = async () => ({ status: 200, body: { items: Array.from({ length: 200 }, () => ({ id: "x" })), next: String(++pages) } });
    const operation = exportList({ listAgreements: endless } as never);
    const access = [{ scopes: ["agreements:read"] }];
    const answer = await operation({ path: { heiId: US, list: "agreements", format: "csv" }, query: {}, caller: { id: "t", kind: "system", name: "t", access } } as never);
    const text = "stream" in answer ? await collected(answer.stream as AsyncIterable<string>) : "";
    const lines = text.trimEnd().split("\r\n");
    expect([lines.length, lines.at(-1), pages]).toEqual([100_002, "There are more: a file has 100000 rows at most. Ask for one partner or one academic year at a time.", 501]);
  });
});
