/** The office listener over real connections: client certificates of an authority, and what is no HTTP. */
import { afterEach, describe, expect, test } from "@jest/globals";
import type { Server } from "node:http";
import { request } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { createOfficeServer, type OfficeServerSettings } from "../../../src/api/listener/office-server.js";
import { createDevelopmentCa } from "../../../src/security/keys/certificates.js";
import { keptLog } from "../../support/fixed-ports.js";
import { testClientCertificate, type TestCertificate } from "../../support/servers/client-certificate.js";
import { testTls } from "../../support/servers/tls.js";
import { until } from "../../support/until.js";

const DAY_MS = 86_400_000;
const tls = await testTls();
const ca = await createDevelopmentCa("Office authority", { now: new Date(), days: 2 });
const otherCa = await createDevelopmentCa("Another authority", { now: new Date(), days: 2 });
const certificates = {
  good: testClientCertificate({ ca, commonName: "campus system" }),
  expired: testClientCertificate({ ca, notBefore: new Date(Date.now() - 3 * DAY_MS), notAfter: new Date(Date.now() - DAY_MS) }),
  foreign: testClientCertificate({ ca: otherCa }),
  selfSigned: testClientCertificate({ commonName: "campus system" }),
};

const ID = "11111111-1111-4111-8111-111111111111";
let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});
const start = async (settings: OfficeServerSettings = {}) => {
  const log = keptLog();
  let requests = 0;
  server = createOfficeServer((_, response) => {
    requests += 1;
    response.end("in");
  }, settings, { ids: { uuid: () => ID }, logger: log });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, log, requests: () => requests };
};
const startWith = (required: boolean) => start({ tls: { cert: tls.cert, key: tls.key, clients: { authorities: ca.certificatePem, required } } });

/** The text of the answer, or the code of the failed connection. */
const ask = (port: number, certificate?: TestCertificate): Promise<string> =>
  new Promise((resolve) => {
    const asked = request({ host: "127.0.0.1", port, ca: tls.ca, agent: false, cert: certificate?.certificatePem, key: certificate?.keyPem }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part)).on("end", () => resolve(text));
    });
    asked.on("error", () => resolve("refused")).end();
  });

describe.each([["required", true], ["optional", false]] as const)("client certificates that are %s", (_, required) => {
  test("of our authority come in", async () => {
    const { port, log } = await startWith(required);
    expect(await ask(port, certificates.good)).toBe("in");
    expect(log.lines).toEqual([]);
  });

  test.each([
    ["expired", "the client certificate is not accepted: CERT_HAS_EXPIRED"],
    ["foreign", "the client certificate is not accepted: UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
    ["selfSigned", "the client certificate is not accepted: DEPTH_ZERO_SELF_SIGNED_CERT"],
  ] as const)("%s: refused by TLS, and the log says why", async (name, reason) => {
    const { port, log, requests } = await startWith(required);
    expect(await ask(port, certificates[name])).toBe("refused");
    await until("the log has a line", () => log.lines.length > 0);
    expect(log.lines).toEqual([{ level: "warn", message: "office connection refused", facts: { reason, address: "127.0.0.1" } }]);
    expect(requests()).toBe(0);
  });

  test(`none at all: ${required ? "refused" : "comes in"}`, async () => {
    const { port, log, requests } = await startWith(required);
    expect(await ask(port)).toBe(required ? "refused" : "in");
    if (required) await until("the log has a line", () => log.lines.length > 0);
    expect(log.lines.map(({ facts }) => facts)).toEqual(required ? [{ reason: "no client certificate was shown", address: "127.0.0.1" }] : []);
    expect(requests()).toBe(required ? 0 : 1);
  });

  test("plain HTTP is refused", async () => {
    const { port, log } = await startWith(required);
    expect(await raw(port, "GET / HTTP/1.1\r\n\r\n")).toBe("");
    await until("the log has a line", () => log.lines.length > 0);
    expect(log.lines[0]?.facts).toMatchObject({ reason: "the TLS handshake failed: ERR_SSL_HTTP_REQUEST" });
  });
});

test("without an authority nobody is asked, and whatever is shown is nothing", async () => {
  const { port } = await start({ tls: { cert: tls.cert, key: tls.key } });
  expect([await ask(port), await ask(port, certificates.foreign)]).toEqual(["in", "in"]);
});

test("a file without a certificate is told at start", () => {
  const settings = { tls: { cert: tls.cert, key: tls.key, clients: { authorities: "nothing", required: true } } };
  expect(() => createOfficeServer(() => undefined, settings, { ids: { uuid: () => ID }, logger: keptLog() })).toThrow("The file of PASSERELLE_OFFICE_CLIENT_CA holds no certificate in PEM.");
});

/** Everything that comes back until the connection ends. */
const raw = (port: number, text: string, { end = false } = {}): Promise<string> =>
  new Promise((resolve) => {
    let received = "";
    const socket = connect(port, "127.0.0.1", () => (end ? socket.end(text) : socket.write(text)));
    socket.on("error", () => undefined).on("data", (data) => (received += data.toString())).on("close", () => resolve(received));
  });

describe("what is no HTTP is a problem", () => {
  const noHttp = { status: 400, code: "bad-request", title: "Bad Request", detail: "The request is no valid HTTP/1.1 message." };
  const tooLarge = { status: 431, code: "headers-too-large", title: "Request Header Fields Too Large", detail: "The request line and the headers are too large together; at most 16 KB are read." };
  test.each([
    ["nonsense", "nonsense\r\n\r\n", noHttp],
    ["a header without a name", "GET / HTTP/1.1\r\n: x\r\n\r\n", noHttp],
    ["headers that are too large", `GET / HTTP/1.1\r\nx: ${"y".repeat(20_000)}\r\n\r\n`, tooLarge],
  ])("%s", async (_, text, { status, code, title, detail }) => {
    const { port, log } = await start();
    const [head = "", body = ""] = (await raw(port, text)).split("\r\n\r\n");
    expect(head).toBe(`HTTP/1.1 ${status} Refused\r\nContent-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${body.length}\r\nX-Request-Id: ${ID}\r\nConnection: close`);
    expect(JSON.parse(body)).toEqual({ type: `urn:passerelle:problem:${code}`, title, status, detail, requestId: ID });
    expect(log.lines).toEqual([{ level: "info", message: "office request", facts: { requestId: ID, status, refused: code } }]);
  });
  test("a request that ends too early", async () => {
    const { port } = await start();
    expect(await raw(port, "POST / HTTP/1.1\r\nHost: x\r\nContent-Le", { end: true })).toContain('"detail":"The connection ended before the request was complete."');
  });
  test("an expectation that nobody meets", async () => {
    const { port } = await start();
    const answer = await raw(port, "POST / HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\nContent-Length: 0\r\n\r\n");
    expect(answer).toContain("HTTP/1.1 417 Expectation Failed");
    expect(answer).toContain('"type":"urn:passerelle:problem:expectation-failed"');
  });
  test("a request without Host reaches the API, which answers it", async () => {
    const { port } = await start();
    expect(await raw(port, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n")).toContain("200 OK");
  });
});
