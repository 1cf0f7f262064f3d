/** PROTOCOL 7 rows 101 and 102: what the statistics portal hears of partners, and that nobody waits for it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { PartnerFailure } from "../../../../src/domain/partner-failure.js";
import { echoV2 } from "../../../../src/ewp/echo/v2/api.js";
import { heiId } from "../../../../src/kernel/ids.js";
import { apiEntry, httpSecurity, parts } from "../../../support/registry/catalogue-xml.js";
import { startCaller, type TestCaller } from "../../../support/ewp/ewp-caller.js";
import { hostSpec, snapshotOf, testHost } from "../../../support/ewp/ewp-hosts.js";
import { answerSigned, type PartnerServer, startPartner } from "../../../support/ewp/partner-server.js";
import { probeV1 } from "../../../support/ewp/probe-api.js";
import { testTls } from "../../../support/servers/tls.js";

const ours = testHost("uni.example.edu");
const theirs = testHost("partner.example.org");
const PARTNER = heiId("partner.example.org");
const parties = { from: heiId("uni.example.edu"), to: PARTNER };
const ERROR_NS = "https://github.com/erasmus-without-paper/ewp-specs-architecture/blob/stable-v1/common-types.xsd";

let partner: PartnerServer;
let portal: PartnerServer;
let caller: TestCaller;

beforeAll(async () => {
  const tls = await testTls();
  [partner, portal] = await Promise.all([startPartner(tls), startPartner(tls)]);
  const monitoring = apiEntry("monitoring", "1.0.0", httpSecurity() + parts({ url: `${portal.url}/monitoring` })).replace('version="1.0.0"', 'version="0.2.0"');
  const probes = apiEntry("probes", "1.0.0", httpSecurity() + parts({ "get-url": `${partner.url}/get`, "notify-url": `${partner.url}/notify` })).replaceAll("api-probes", "api-probe");
  const echo = apiEntry("echo", "2.0.0", httpSecurity() + parts({ url: `${partner.url}/echo` }));
  const snapshot = snapshotOf({
    hosts: [hostSpec(ours), hostSpec(theirs, { entries: [probes, echo] }), { heiIds: ["stats.erasmuswithoutpaper.eu"], entries: [monitoring] }],
    keys: [ours, theirs].flatMap(({ client, server }) => [client, server]),
  });
  caller = startCaller({ hosts: [ours], catalogue: { current: () => snapshot }, extraCa: tls.ca });
});
afterAll(() => Promise.all([caller.close(), partner.close(), portal.close()]));
beforeEach(() => {
  portal.requests.length = 0;
  portal.respond = (_, response) => void response.end();
  caller.clock.advance(600_000);
});

const failed = async (attempt: Promise<unknown>): Promise<void> => {
  await expect(attempt).rejects.toBeInstanceOf(PartnerFailure);
};
/** Asks the partner, waits for the report, and gives its fields. */
const reported = async (attempt: () => Promise<unknown>): Promise<Record<string, string>> => {
  const arrived = new Promise<void>((resolve) => {
    portal.respond = (_, response) => {
      response.end();
      resolve();
    };
  });
  await failed(attempt());
  await arrived;
  expect(portal.requests).toHaveLength(1);
  return Object.fromEntries(new URLSearchParams(portal.requests[0]?.body));
};
const get = () => caller.calls.call(parties, probeV1, "get", { heiId: PARTNER });

describe("row 101: fields by situation", () => {
  test("the API is not in the catalogue", async () =>
    expect(await reported(() => caller.calls.call(parties, probeV1, "stats", {}))).toEqual({
      server_hei_id: PARTNER, api_name: "probes", endpoint_name: "stats", client_message: "The partner's API probes 1 has no stats-url in the catalogue.",
    }));
  test("no answer", async () => {
    partner.respond = ({ message }) => void message.socket.destroy();
    expect(await reported(get)).toEqual({
      server_hei_id: PARTNER, api_name: "probes", endpoint_name: "get",
      client_message: `The partner's server 127.0.0.1:${partner.port} ended the connection before its answer was complete (UND_ERR_SOCKET).`,
    });
  });
  test("an error-response: its developer-message, verbatim", async () => {
    partner.respond = answerSigned({ key: theirs.server, clock: caller.clock, status: 400, body: `<error-response xmlns="${ERROR_NS}"><developer-message> Wrong &amp; bad </developer-message></error-response>` });
    expect(await reported(get)).toEqual({ server_hei_id: PARTNER, api_name: "probes", endpoint_name: "get", http_code: "400", server_message: " Wrong & bad " });
  });
  test("an error-response that repeats our request is not passed on: the portal is public", async () => {
    partner.respond = (request, response) => {
      const head = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`).join("\n").replace(/[<&]/g, " ");
      answerSigned({ key: theirs.server, clock: caller.clock, status: 400, body: `<error-response xmlns="${ERROR_NS}"><developer-message>Bad request: ${head}</developer-message></error-response>` })(request, response);
    };
    expect(await reported(get)).toEqual({ server_hei_id: PARTNER, api_name: "probes", endpoint_name: "get", http_code: "400", client_message: "The error response repeats our request instead of saying what was wrong." });
  });
  test("an error without one", async () => {
    partner.respond = (_, response) => void response.writeHead(502).end("<html/>");
    expect(await reported(get)).toEqual({
      server_hei_id: PARTNER, api_name: "probes", endpoint_name: "get", http_code: "502", client_message: "The partner's server has a problem: it answered 502 without an explanation.",
    });
  });
  test("200 with a broken signature", async () => {
    partner.respond = answerSigned({ key: theirs.client, clock: caller.clock, body: "<x/>" });
    expect(await reported(get)).toMatchObject({ http_code: "200", client_message: "The partner's answer cannot be trusted: The keyId of the response is no server key of the host that was called. If the partner changed its keys, this passes as soon as the catalogue has the new ones." });
  });
  test("200 with a wrong document: where and what, no values", async () => {
    const body = `<iia xmlns="urn:x"><email>jane@example.org</email></iia>`;
    partner.respond = answerSigned({ key: theirs.server, clock: caller.clock, body });
    const fields = await reported(get);
    expect(fields).toMatchObject({ http_code: "200", client_message: "The partner's answer is no valid response: /iia: expected the root element response. Its technicians have to repair this." });
    expect(JSON.stringify(fields)).not.toContain("jane");
  });
  test("signed with the client key of the institution that noticed, as a form", async () => {
    partner.respond = (_, response) => void response.writeHead(503).end();
    await reported(get);
    expect(portal.requests[0]).toMatchObject({
      method: "POST", target: "/monitoring",
      headers: { "content-type": "application/x-www-form-urlencoded", authorization: expect.stringContaining(`keyId="${ours.client.fingerprint}"`) },
    });
  });
});

describe("row 102: call and forget", () => {
  test("the same problem is told once in ten minutes", async () => {
    partner.respond = (_, response) => void response.writeHead(503).end();
    await reported(get);
    await failed(get());
    caller.clock.advance(599_000);
    await failed(get());
    // Another problem is news; it arrives after everything that was sent before it.
    portal.requests.length = 0;
    partner.respond = (_, response) => void response.writeHead(500).end();
    expect(await reported(get)).toMatchObject({ http_code: "500" });
  });
  test("every defect of a 200 is a problem of its own, whatever the values in it", async () => {
    const answer = (spec: { readonly body: string; readonly sentBody?: string }) => answerSigned({ key: theirs.server, clock: caller.clock, ...spec });
    partner.respond = answer({ body: "<x/>", sentBody: "other" });
    expect((await reported(get))["client_message"]).toMatch(/The Digest header says/);
    partner.respond = answer({ body: "<y/>", sentBody: "another" });
    await failed(get());
    portal.requests.length = 0;
    partner.respond = answer({ body: "<y/>" });
    expect((await reported(get))["client_message"]).toMatch(/expected the root element/);
  });
  test("echo is never reported", async () => {
    partner.respond = (_, response) => void response.writeHead(503).end();
    await failed(caller.calls.call(parties, echoV2, "url", {}));
    portal.requests.length = 0;
    expect(await reported(get)).toMatchObject({ api_name: "probes" });
  });
  test("nobody waits for the portal, and its failure is only a line in the log", async () => {
    partner.respond = (_, response) => void response.writeHead(503).end();
    let asked = 0;
    portal.respond = ({ message }) => {
      asked += 1;
      message.socket.destroy();
    };
    await failed(get());
    while (!caller.lines.some(({ message }) => message === "monitoring could not be reached")) await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toBe(1);
    expect(caller.kept.every(({ api }) => api !== "monitoring")).toBe(true);
  });
});
