/** What a stranger can throw at the socket: a clear refusal in XML, nothing stored, and the node lives on. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { connect as connectTcp } from "node:net";
import { connect } from "node:tls";
import { serveEchoV2 } from "../../../../src/ewp/echo/v2/server.js";
import { snapshotOfHosts, testHost } from "../../../support/ewp/ewp-hosts.js";
import { startNode, type TestNode } from "../../../support/ewp/ewp-node.js";
import { serveProbeV1 } from "../../../support/ewp/probe-api.js";
import { developerMessage, digestOf, send, sendHeaders, signatureFaults, signedHeaders } from "../../../support/ewp/signed-client.js";
import { testTls, type TestTls } from "../../../support/servers/tls.js";

const ours = testHost("uni.example.edu");
const partner = testHost("partner.example.org");
const ECHO = "/ewp/uni.example.edu/echo/v2";
const LIMIT = 10_000;

let node: TestNode;
let tls: TestTls;
beforeAll(async () => {
  const snapshot = snapshotOfHosts([ours, partner]);
  tls = await testTls();
  node = await startNode({
    tls, served: [serveEchoV2, serveProbeV1], services: {}, hosts: [ours], catalogue: { current: () => snapshot }, maxBodyBytes: LIMIT, server: { requestSeconds: 1 },
  });
});
afterAll(() => node.close());
afterEach(async () => {
  // Whatever happened: nothing is stored, and the next caller is served.
  expect(node.kept).toEqual([]);
  expect((await send(node, { path: ECHO, key: partner.client })).status).toBe(200);
  node.kept.length = 0;
});

/** Sends bytes over TLS as they are; `end` closes our side afterwards. Resolves with everything that came back. */
const raw = (bytes: string | Buffer, { end = false } = {}): Promise<string> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect({ host: "127.0.0.1", port: node.port, ca: tls.ca, servername: "localhost" }, () => {
      socket.write(bytes);
      if (end) socket.end();
    });
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.on("error", () => undefined);
    socket.on("end", () => socket.destroy());
    socket.on("close", () => resolve(Buffer.concat(chunks).toString()));
  });
const errorOf = (answer: string): [number, string] => {
  const [head = "", text = ""] = answer.split("\r\n\r\n");
  expect(head).toMatch(/content-type: text\/xml; charset=utf-8/i);
  return [Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), developerMessage({ text, status: 0, headers: {}, body: Buffer.alloc(0), sent: { requestId: undefined, signature: undefined, authorization: undefined } })];
};
const head = (headers: Record<string, string>, line = `POST ${ECHO} HTTP/1.1`): string =>
  `${line}\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;

describe("bodies", () => {
  test("over the limit: 413, signed", async () => {
    const answer = await send(node, { method: "POST", path: ECHO, body: `echo=${"x".repeat(LIMIT)}`, key: partner.client });
    expect([answer.status, developerMessage(answer)]).toEqual([413, `The body is larger than the limit of ${LIMIT} bytes.`]);
    expect(signatureFaults(answer, ours.server)).toEqual([]);
  });
  test("over the limit without a length: 413", async () => {
    const spec = { method: "POST", path: ECHO, body: "x".repeat(LIMIT + 1), key: partner.client };
    const answer = await sendHeaders(node, spec, { ...signedHeaders(node, spec), "transfer-encoding": "chunked" });
    expect(answer.status).toBe(413);
  });
  test("of a stranger: refused before it is read", async () => {
    const answer = await send(node, { method: "POST", path: ECHO, body: "x".repeat(LIMIT + 1) });
    expect(answer.status).toBe(401);
    expect(answer.headers["connection"]).toBe("close");
  });
  test("of a stranger, small: the connection serves the next request", async () => {
    const first = `${head({ host: "localhost", "content-length": "6" })}echo=a`;
    const answers = await raw(first + head({ host: "localhost", connection: "close" }, `PUT ${ECHO} HTTP/1.1`));
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 401", "HTTP/1.1 405"]);
  });
  test("without an end: the connection is ended", async () => {
    const spec = { method: "POST", path: ECHO, body: "", key: partner.client };
    const headers = { ...signedHeaders(node, spec), "transfer-encoding": "chunked" };
    const piece = `1000\r\n${"x".repeat(0x1000)}\r\n`;
    expect(errorOf(await raw(head(headers) + piece.repeat(100)))).toEqual([413, `The body is larger than the limit of ${LIMIT} bytes.`]);
  });
  test("cut off: 400", async () => {
    const spec = { method: "POST", path: ECHO, body: "echo=whole", key: partner.client };
    const answer = await raw(`${head({ ...signedHeaders(node, spec), "content-length": "10" })}echo=`, { end: true });
    expect(errorOf(answer)).toEqual([400, "The connection ended before the request was complete."]);
  });
  test("too slow: 408", async () => {
    const spec = { method: "POST", path: ECHO, body: "echo=whole", key: partner.client };
    expect(errorOf(await raw(`${head({ ...signedHeaders(node, spec), "content-length": "10" })}echo=`))).toEqual([408, "The request took too long to arrive."]);
  });
  test("longer than Content-Length says: the rest is no request", async () => {
    const body = "echo=whole";
    const spec = { method: "POST", path: ECHO, body, key: partner.client };
    const answer = await raw(`${head({ ...signedHeaders(node, spec), "content-length": "4" })}${body}`);
    // Each has its own answer, in this order: the first is no answer to the second.
    const [first = "", second = ""] = answer.split(/(?=HTTP\/1\.1 \d)/);
    expect([errorOf(first).at(0), errorOf(second)]).toEqual([400, [400, "The request is no valid HTTP/1.1 message."]]);
    expect(first).toMatch(/^signature: /im);
    expect(second).not.toMatch(/^signature: /im);
  });
});

test("garbage behind a good request is refused after that one is answered", async () => {
  const spec = { path: `${ECHO}?echo=a`, key: partner.client };
  const answers = await raw(`${head(signedHeaders(node, spec) as Record<string, string>, `GET ${spec.path} HTTP/1.1`)}\u0000 what?\r\n\r\n`);
  expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 200", "HTTP/1.1 400"]);
  expect(node.kept.splice(0)).toHaveLength(1);
});

describe("what the log says of a connection that was refused", () => {
  const refusals = () => node.lines.filter(({ message }) => message === "a connection was refused: no request that can be read").map(({ level, facts }) => ({ level, facts }));
  test.each([
    ["\u0000\u0001 what?\r\n\r\n", 400, "HPE_INVALID_METHOD"], [`GET /secret-path HTTP/1.1\r\nno header\r\n\r\n`, 400, "HPE_INVALID_HEADER_TOKEN"],
    ["GET /secret-path HTTP/1.1\r\nhost: local", 408, "ERR_HTTP_REQUEST_TIMEOUT"],
  ])("%j: the status, the reason and the family of the address, and nothing of the request", async (bytes, status, reason) => {
    node.lines.length = 0;
    await raw(bytes);
    expect(refusals()).toEqual([{ level: "info", facts: { status, reason, family: "IPv4" } }]);
    expect(JSON.stringify(node.lines)).not.toMatch(/secret-path|no header|what\?/);
  });

  test("a connection that only ends is nothing to log", async () => {
    node.lines.length = 0;
    await raw("", { end: true });
    expect(refusals()).toEqual([]);
  });
});

describe("heads", () => {
  test("a header bomb: 431", async () =>
    expect(errorOf(await raw(head({ host: "localhost", "x-bomb": "x".repeat(20_000) })))).toEqual([431, "The request line and headers are larger than 16384 bytes; send long parameters in the body of a POST."]));
  test("thousands of small headers: 431", async () =>
    expect(errorOf(await raw(head(Object.fromEntries(Array.from({ length: 2500 }, (_, at) => [`x-${at}`, "xxxxx"]))))).at(0)).toBe(431));
  test("a URL that is too long: 431", async () =>
    expect(errorOf(await raw(head({ host: "localhost" }, `GET ${ECHO}?echo=${"x".repeat(20_000)} HTTP/1.1`))).at(0)).toBe(431));
  test("too slow: 408", async () => expect(errorOf(await raw("GET / HTTP/1.1\r\nhost: local"))).toEqual([408, "The request took too long to arrive."]));
  test("garbage: 400", async () => expect(errorOf(await raw("\u0000\u0001 what?\r\n\r\n"))).toEqual([400, "The request is no valid HTTP/1.1 message."]));
  test("a method that is none: 405", async () => expect(errorOf(await raw(head({ host: "localhost" }, `FETCH ${ECHO} HTTP/1.1`)))).toEqual([405, "Method FETCH is not allowed here; use GET or POST."]));
  test("a tunnel: 405", async () => expect(errorOf(await raw(head({ host: "localhost" }, "CONNECT localhost:443 HTTP/1.1")))).toEqual([405, "Method CONNECT is not allowed here; use GET or POST."]));
  test("no Host: our own refusal", async () => expect(errorOf(await raw(head({ connection: "close", "content-length": "0" })))).toEqual([401, 'The request has no header "Authorization: Signature …"; expected an HTTP signature.']));
  test("two lengths: 400", async () => expect(errorOf(await raw(`${head({ host: "localhost", "content-length": "4", "Content-Length": "5" })}xxxxx`)).at(0)).toBe(400));
  test("length and chunks at once: 400", async () => expect(errorOf(await raw(`${head({ host: "localhost", "content-length": "4", "transfer-encoding": "chunked" })}0\r\n\r\n`)).at(0)).toBe(400));
  test("an expectation that is none: 417", async () =>
    expect(errorOf(await raw(head({ host: "localhost", expect: "a miracle", connection: "close" })))).toEqual([417, "Only the expectation 100-continue is supported."]));
  test("plain HTTP on the TLS port: closed", async () => {
    const answer = await new Promise<string>((resolve) => {
      let text = "";
      const socket = connectTcp(node.port, "127.0.0.1", () => socket.write("GET / HTTP/1.1\r\n\r\n"));
      socket.on("data", (chunk: Buffer) => (text += chunk.toString("latin1"))).on("error", () => undefined).on("close", () => resolve(text));
    });
    expect(answer).not.toContain("HTTP/1.1");
  });
  test("duplicated headers: the signature is over both", async () => {
    const spec = { path: ECHO, key: partner.client, headers: { connection: "close" } };
    const headers = signedHeaders(node, spec);
    const answer = await raw(head(headers, `GET ${ECHO} HTTP/1.1`).replace("\r\n\r\n", `\r\nDigest: ${digestOf("other")}\r\n\r\n`));
    expect(errorOf(answer)).toEqual([400, expect.stringMatching(/^The signature is not valid/)]);
  });
});
