/** PROTOCOL 4.1, 4.4 and 8 rows 7, 14, 20: endpoints that take raw XML, over the real pipeline. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { snapshotOfHosts, testHost } from "../../../support/ewp/ewp-hosts.js";
import { startNode, type TestNode } from "../../../support/ewp/ewp-node.js";
import { PROBE_NS, serveProbeV1 } from "../../../support/ewp/probe-api.js";
import { developerMessage, type ForeignAnswer, type ForeignRequest, send } from "../../../support/ewp/signed-client.js";
import { testTls } from "../../../support/servers/tls.js";

const ours = testHost("uni.example.edu");
const partner = testHost("partner.example.org");
const UPDATE = "/ewp/uni.example.edu/probe/v1/update";

let node: TestNode;
beforeAll(async () => {
  const snapshot = snapshotOfHosts([ours, partner]);
  node = await startNode({ tls: await testTls(), served: [serveProbeV1], services: {}, hosts: [ours], catalogue: { current: () => snapshot } });
});
afterAll(() => node.close());

const XML = { "content-type": "text/xml" };
const post = (body: string | Buffer, spec: Partial<ForeignRequest> = {}): Promise<ForeignAnswer> =>
  send(node, { key: partner.client, method: "POST", path: UPDATE, body, headers: XML, ...spec });
const update = (inside: string, ns = PROBE_NS): string => `<u:probe-update-request xmlns:u="${ns}">${inside}</u:probe-update-request>`;
const echos = ({ status, text }: ForeignAnswer): readonly [number, string[]] => [status, [...text.matchAll(/<echo>([^<]*)<\/echo>/g)].map(([, value]) => value ?? "")];
const told = (answer: ForeignAnswer): [number, string] => [answer.status, developerMessage(answer)];

describe("what is taken", () => {
  test("8 row 14: text/xml without a charset holds UTF-8", async () => expect(echos(await post(update("<u:word>Pawe\u0142 \u00e9</u:word>")))).toEqual([200, ["Pawe\u0142 \u00e9"]]));
  test.each(["application/xml", "text/xml; charset=utf-8", 'Application/XML; charset="UTF-8"'])("%s is taken", async (contentType) =>
    expect(echos(await post(update("<u:word>a</u:word>"), { headers: { "content-type": contentType } }))).toEqual([200, ["a"]]));
  test("a body whose media type nobody signed is the document that it has to be", async () =>
    expect(echos(await post(update("<u:word>a</u:word>"), { headers: { "content-type": undefined }, unsigned: { "content-type": "text/plain" } }))).toEqual([200, ["a"]]));
  test("4.2: unknown elements are skipped, the query is ignored", async () =>
    expect(echos(await post(update('<u:word>a</u:word><u:new/><x xmlns="urn:x"/><u:count>3</u:count>'), { path: `${UPDATE}?word=b` }))).toEqual([200, ["a", "3"]]));
  test("8 row 20: a forgotten namespace is understood, kept with the exchange and told in the log", async () => {
    expect(echos(await post("<probe-update-request><word>a</word></probe-update-request>"))).toEqual([200, ["a"]]);
    expect(node.kept.at(-1)?.quirks).toEqual(["wrong-namespace"]);
    expect(node.lines.at(-1)).toMatchObject({ message: "request", facts: { quirks: "wrong-namespace" } });
  });
});

describe("what is refused", () => {
  test("8 row 7: GET is 405", async () => expect(told(await send(node, { key: partner.client, path: UPDATE }))).toEqual([405, "Method GET is not allowed here; use POST."]));
  test("a form is 415", async () =>
    expect(told(await post("word=a", { headers: {} }))).toEqual([415, 'The Content-Type "application/x-www-form-urlencoded" is not supported; expected text/xml or application/xml.']));
  test("another charset is 415", async () =>
    expect(told(await post(update("<u:word>a</u:word>"), { headers: { "content-type": "text/xml; charset=iso-8859-1" } }))).toEqual([415, 'The charset "iso-8859-1" is not supported; expected UTF-8.']));
  test.each<readonly [string, string | Buffer, string]>([
    ["no body", "", "The body is no acceptable XML: line 1: document must contain a root element."],
    ["a DOCTYPE", `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>${update("<u:word>&b;</u:word>")}`, "The body is no acceptable XML: line 1: a DOCTYPE is not allowed."],
    ["bytes that are no UTF-8", Buffer.from(update("<u:word>\u00e9</u:word>"), "latin1"), "The body is no acceptable XML: the bytes are not valid UTF-8."],
    ["another root", "<other/>", "The body is no valid probe-update-request: /other: expected the root element probe-update-request."],
    ["a missing element", update(""), "The body is no valid probe-update-request: /probe-update-request/word: missing."],
    ["a wrong value", update("<u:word>a</u:word><u:count>x</u:count>"), 'The body is no valid probe-update-request: /probe-update-request/count: expected a whole number, got "x".'],
  ])("4.4: %s is 400", async (_what, body, message) => expect(told(await post(body))).toEqual([400, message]));
  test("nothing is parsed before the caller is known", async () => expect(told(await post("<<<", { key: testHost("x.example.org").client }))[0]).toBe(403));
});
