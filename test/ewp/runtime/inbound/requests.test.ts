/** PROTOCOL 7 rows 38 to 50 and 8 rows 7 to 13, over the real pipeline. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { serveEchoV2 } from "../../../../src/ewp/echo/v2/server.js";
import { snapshotOfHosts, testHost } from "../../../support/ewp/ewp-hosts.js";
import { startNode, type TestNode } from "../../../support/ewp/ewp-node.js";
import { serveProbeV1 } from "../../../support/ewp/probe-api.js";
import { developerMessage, type ForeignAnswer, type ForeignRequest, send, signatureFaults } from "../../../support/ewp/signed-client.js";
import { testTls } from "../../../support/servers/tls.js";
import { schemasDir, tellSkipped, validateAgainstXsd } from "../../../support/xml/xsd-oracle.js";

const ours = testHost("uni.example.edu");
const partner = testHost("partner.example.org");
const ECHO = "/ewp/uni.example.edu/echo/v2";
const PROBE = "/ewp/uni.example.edu/probe/v1";

let node: TestNode;
beforeAll(async () => {
  const snapshot = snapshotOfHosts([ours, partner]);
  node = await startNode({ tls: await testTls(), served: [serveEchoV2, serveProbeV1], services: {}, hosts: [ours], catalogue: { current: () => snapshot } });
});
afterAll(() => node.close());

const ask = (spec: ForeignRequest): Promise<ForeignAnswer> => send(node, { key: partner.client, ...spec });
const get = (query: string): Promise<ForeignAnswer> => ask({ path: `${PROBE}/get?${query}` });
const post = (body: string, path = `${PROBE}/get`): Promise<ForeignAnswer> => ask({ method: "POST", path, body });
const echos = ({ text }: ForeignAnswer): string[] => [...text.matchAll(/<echo>([^<]*)<\/echo>/g)].map(([, value]) => value ?? "");
const told = (answer: ForeignAnswer): [number, string] => [answer.status, developerMessage(answer)];

describe("methods", () => {
  test.each(["PUT", "DELETE", "PATCH", "OPTIONS"])("row 38, 8 row 7: %s is 405 with Allow", async (method) => {
    const answer = await ask({ method, path: ECHO });
    expect(told(answer)).toEqual([405, `Method ${method} is not allowed here; use GET or POST.`]);
    expect(answer.headers["allow"]).toBe("GET, POST");
    expect(signatureFaults(answer, ours.server)).toEqual([]);
  });
  test("row 38: GET of a notification is 405", async () =>
    expect(told(await ask({ path: `${PROBE}/notify?probe_id=a` }))).toEqual([405, "Method GET is not allowed here; use POST."]));
  test.each(["stats", "file"])("row 38: POST of %s is 405", async (endpoint) =>
    expect(told(await post("", `${PROBE}/${endpoint}`))).toEqual([405, "Method POST is not allowed here; use GET."]));
  test("HEAD is 405 without a body, and the digest is that of no body", async () => {
    const answer = await ask({ method: "HEAD", path: ECHO });
    expect([answer.status, answer.text]).toEqual([405, ""]);
    expect(signatureFaults(answer, ours.server)).toEqual([]);
  });
});

describe("where parameters are", () => {
  test("row 39: GET and POST give the same document", async () => {
    const query = "hei_id=uni.example.edu&probe_id=known-1&probe_id=known-2&modified_since=2004-02-12T15%3A19%3A21%2B01%3A00";
    const [byGet, byPost] = [await get(query), await post(query)];
    expect(byGet.status).toBe(200);
    expect(byPost.text).toBe(byGet.text);
    expect(echos(byGet)).toEqual(["known-1", "known-2", "2004-02-12T14:19:21.000Z"]);
  });
  test("row 40, 8 row 8: POST ignores the query", async () => expect(echos(await post("echo=y", `${ECHO}?echo=x`))).toEqual(["y"]));
  test("row 51: echo keeps order and duplicates", async () => expect(echos(await ask({ path: `${ECHO}?echo=a&echo=b&echo=a&echo=%C3%A9+%26` }))).toEqual(["a", "b", "a", "é &amp;"]));
  test("8 row 8: a form with a charset is a form", async () =>
    expect(echos(await ask({ method: "POST", path: ECHO, body: "echo=y", headers: { "content-type": "application/x-www-form-urlencoded; charset=UTF-8" } }))).toEqual(["y"]));
  test("a form whose media type nobody signed is a form", async () =>
    expect(echos(await ask({ method: "POST", path: ECHO, body: "echo=y", headers: { "content-type": undefined }, unsigned: { "content-type": "text/xml" } }))).toEqual(["y"]));
  test.each([
    ["text/xml", 'The Content-Type "text/xml" is not supported; expected application/x-www-form-urlencoded.'],
    ["multipart/form-data; boundary=x", 'The Content-Type "multipart/form-data; boundary=x" is not supported; expected application/x-www-form-urlencoded.'],
    ["application/x-www-form-urlencoded; charset=iso-8859-1", 'The charset "iso-8859-1" is not supported; expected UTF-8.'],
  ])("wrong media type %s is 415", async (contentType, message) =>
    expect(told(await ask({ method: "POST", path: ECHO, body: "echo=y", headers: { "content-type": contentType } }))).toEqual([415, message]));
  test("a content coding is 415, and nothing is inflated", async () =>
    expect(told(await ask({ method: "POST", path: ECHO, body: "echo=y", headers: { "content-encoding": "gzip" } }))).toEqual([415, 'The Content-Encoding "gzip" is not supported; send the body as it is.']));
});

describe("parameters", () => {
  test("row 41, 8 row 12: unknown ones are ignored", async () => expect(echos(await get("hei_id=a&foo=bar&foo=baz&probe_id=known-1"))).toEqual(["known-1"]));
  test("row 42: a missing or misspelt one is 400", async () => expect(told(await get("hei_idd=a"))).toEqual([400, "The parameter hei_id is missing."]));
  test.each(["hei_id=a&hei_id=a", "hei_id=a&modified_since=2024-01-01T00:00:00Z&modified_since=2024-01-01T00:00:00Z"])("row 43, 8 row 9: a single one given twice is 400 (%s)", async (query) =>
    expect(told(await get(query))).toEqual([400, `The parameter ${query.includes("modified") ? "modified_since" : "hei_id"} is given 2 times; expected at most once.`]));
  test.each(["known-1", "unknown"])("row 44, 8 row 10: limits count before duplicates are removed (%s)", async (id) => {
    const copies = (count: number) => `hei_id=a&${Array.from({ length: count }, () => `probe_id=${id}`).join("&")}`;
    expect((await get(copies(3))).status).toBe(200);
    expect(told(await get(copies(4)))).toEqual([400, "The parameter probe_id is given 4 times; at most 3 are allowed at once (max-probe-ids)."]);
    expect((await post(copies(4))).status).toBe(400);
  });
  test("row 46: unknown ids are left out", async () => {
    expect(echos(await get("hei_id=a&probe_id=known-1&probe_id=unknown"))).toEqual(["known-1"]);
    expect(echos(await get("hei_id=a&probe_id=unknown"))).toEqual([]);
  });
  test("ids of 65 characters cannot exist: 400", async () => {
    const id = "x".repeat(65);
    const message = `The parameter probe_id is wrong: expected 1 to 64 printable ASCII characters, got "${id}".`;
    expect(told(await get(`hei_id=a&probe_id=${id}`))).toEqual([400, message]);
    expect(told(await post(`probe_id=${id}`, `${PROBE}/notify`))).toEqual([400, message]);
    expect((await get(`hei_id=a&probe_id=${"x".repeat(64)}`)).status).toBe(200);
  });
  test.each(["2024-01-01", "2024-01-01T25:00:00Z", "2024-02-30T00:00:00Z", "yesterday", "2024-01-01T00:00:00 01:00", ""])("row 47, 8 row 13: modified_since %p is 400", async (text) =>
    expect(told(await get(`hei_id=a&modified_since=${encodeURIComponent(text)}`))).toEqual([400, `The parameter modified_since is wrong: expected an xs:dateTime like 2004-02-12T15:19:21+01:00, got ${JSON.stringify(text)}.`]));
  test.each([["2024-01-01T00:00:00+01:00", "2023-12-31T23:00:00.000Z"], ["2024-01-01T00:00:00.123456789Z", "2024-01-01T00:00:00.123Z"], ["2024-01-01T00:00:00", "2023-12-31T10:00:00.000Z"]])(
    "row 47: modified_since %s", async (text, moment) => expect(echos(await get(`hei_id=a&modified_since=${encodeURIComponent(text)}`))).toEqual([moment]));
  test.each([["test/test", 400], ["2024/2026", 400], ["1653/1654", 200], ["2024/2024", 200]])("row 48, 8 row 13: academic year %s is %i", async (year, status) =>
    expect((await get(`hei_id=a&receiving_academic_year_id=${year}`)).status).toBe(status));
  test("8 row 12: ids and codes together, or neither, are 400", async () => {
    expect(told(await ask({ path: `${PROBE}/choose?probe_id=a&probe_code=b` }))).toEqual([400, "Exactly one of the parameters probe_id, probe_code is expected; given are probe_id, probe_code."]);
    expect(told(await ask({ path: `${PROBE}/choose` }))).toEqual([400, "Exactly one of the parameters probe_id, probe_code is expected; none is given."]);
    expect(echos(await ask({ path: `${PROBE}/choose?probe_code=b` }))).toEqual(["b"]);
  });
  test("of many problems the first ten are told, so that nobody can ask for a refusal of any size", async () =>
    expect(told(await get(`hei_id=a${"&receiving_academic_year_id=x".repeat(100)}`))).toEqual([400,
      `${'The parameter receiving_academic_year_id is wrong: expected an academic year like 2025/2026, got "x". '.repeat(10)}Further problems: 90.`]));
  test("several problems are told at once", async () =>
    expect(told(await get("probe_id=%20&modified_since=x"))).toEqual([400,
      'The parameter hei_id is missing. The parameter probe_id is wrong: expected 1 to 64 printable ASCII characters, got " ". The parameter modified_since is wrong: expected an xs:dateTime like 2004-02-12T15:19:21+01:00, got "x".']));
  test("what is quoted of a request is written as XML can carry it", async () =>
    expect(told(await get(`hei_id=a&probe_id=${encodeURIComponent("<\uFFFE\u0000&>")}`))[1]).toBe('The parameter probe_id is wrong: expected 1 to 64 printable ASCII characters, got "<\uFFFD\\u0000&>".'));
});

describe("answers", () => {
  test("a file goes out as it is, signed", async () => {
    const answer = await ask({ path: `${PROBE}/file?file_id=7` });
    expect([answer.status, answer.headers["content-type"], answer.headers["cache-control"], answer.text]).toEqual([200, "application/pdf", "private", "file 7"]);
    expect(signatureFaults(answer, ours.server)).toEqual([]);
  });
  test.each(["secret", "unwritable"])("row 50: our own failure (%s) is 500 and tells nothing", async (how) => {
    const [status, message] = told(await ask({ path: `${PROBE}/fail?how=${how}` }));
    expect(status).toBe(500);
    expect(message).toMatch(/^This node failed unexpectedly\. Its operator finds the cause under [0-9a-f-]{36}\.$/);
    const line = node.lines.at(-1);
    expect(line).toMatchObject({ level: "error", message: "request", facts: { status: 500, exchangeId: message.slice(-37, -1) } });
    expect(line?.facts?.["error"]).toMatch(how === "secret" ? /a secret of the implementation/ : /cannot be written in XML/);
  });
  test("row 50: our own trouble that passes is 503", async () =>
    expect(told(await ask({ path: `${PROBE}/fail?how=unavailable` }))).toEqual([503, "The database is being restored; try again in an hour."]));
  test("an address that serves nothing is 404", async () =>
    expect(told(await ask({ path: "/ewp/uni.example.edu/echo/v3" }))).toEqual([404, "Nothing is served at this address; the catalogue lists the addresses of this institution."]));
  test.each(["/", "/ewp", "/ewp/", "/ewp/uni.example.edu", "//ewp/uni.example.edu/echo/v2", "/ewp/uni.example.edu/echo/v2/", "/ewp/%75ni.example.edu/echo/v2", "/ewp/__proto__/echo/v2"])(
    "%s is 404", async (path) => expect((await ask({ path })).status).toBe(404));
  test("row 49: refusals are valid against the official schema", async () => {
    if (schemasDir === undefined) return tellSkipped("refusals against the schema");
    for (const spec of [{ path: ECHO, method: "PUT" }, { path: `${PROBE}/get` }, { path: `${PROBE}/fail?how=x` }, { path: "/nothing" }]) {
      expect(validateAgainstXsd((await ask(spec)).text)).toEqual([]);
    }
    expect(validateAgainstXsd((await ask({ path: `${ECHO}?echo=a` })).text)).toEqual([]);
  });
});
