import { createServer, request as httpRequest, type ClientRequest, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import httpSignature from "http-signature";
import { checkDigest, sha256Digest } from "../../../src/security/digest.js";
import { headerMap, type HeaderMap } from "../../../src/security/header-map.js";
import { isHostOf } from "../../../src/security/http-signature/own-host.js";
import { echoOf, type RequestHead } from "../../../src/security/http-signature/request-head.js";
import { signRequest } from "../../../src/security/http-signature/sign-request.js";
import { signResponse } from "../../../src/security/http-signature/sign-response.js";
import { verifyRequestHead, type VerifiedRequest } from "../../../src/security/http-signature/verify-request.js";
import { verifyResponse } from "../../../src/security/http-signature/verify-response.js";
import { caller, REQUEST_ID } from "./signed-by-hand.js";

/** The npm package http-signature 1.4.0 is the other side here, over real sockets and with the real clock, which it reads itself. */
const publicPem = caller.publicKey.export({ type: "spki", format: "pem" }).toString();
const privatePem = caller.privateKey.export({ type: "pkcs1", format: "pem" }).toString();
const NAMES = ["(request-target)", "host", "date", "digest", "x-request-id", "content-type"];
const TARGET = "/ewp/iias?hei_id=uw.edu.pl&modified_since=2026-01-01T00%3A00%3A00%2B01%3A00&x=a+b";
const body = Buffer.from("iia_id=1&iia_id=2");
const formHeaders = { "content-type": "application/x-www-form-urlencoded" };

const servers: Server[] = [];
const listen = async (listener: RequestListener): Promise<URL> => {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}${TARGET}`);
};
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

const readAll = async (message: IncomingMessage): Promise<Buffer> => Buffer.concat(await message.toArray() as Buffer[]);
const send = (url: URL, method: string, headers: HeaderMap, prepare: (request: ClientRequest) => void = () => undefined): Promise<{ answer: IncomingMessage; text: Buffer }> =>
  new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers, agent: false }, (answer) => void readAll(answer).then((text) => resolve({ answer, text }), reject));
    request.on("error", reject);
    prepare(request);
    request.end(method === "GET" ? undefined : body);
  });
const headOf = (request: IncomingMessage): RequestHead => ({ method: request.method ?? "", target: request.url ?? "", headers: headerMap(request.rawHeaders) });

describe.each(["GET", "POST"])("http-signature 1.4.0 and we, %s with a query string", (method) => {
  const sentBody = method === "GET" ? Buffer.alloc(0) : body;

  test("it signs, we verify", async () => {
    let verified: VerifiedRequest<typeof caller> | undefined;
    let received: Buffer = Buffer.alloc(0);
    const url = await listen((request, response) => void (async () => {
      verified = verifyRequestHead(headOf(request), { isOwnHost: isHostOf(url), clientKey: (keyId) => (keyId === caller.keyId ? caller : undefined), now: new Date() });
      received = await readAll(request);
      response.end();
    })());
    await send(url, method, { ...formHeaders, digest: sha256Digest(sentBody), "x-request-id": REQUEST_ID }, (request) =>
      httpSignature.sign(request, { keyId: caller.keyId, key: privatePem, algorithm: "rsa-sha256", headers: NAMES }));
    expect(verified).toMatchObject({ client: caller, requestId: REQUEST_ID, signedHeaders: { ...formHeaders, host: url.host } });
    expect(() => checkDigest(verified?.signedHeaders["digest"], received)).not.toThrow();
  });

  test("we sign, it verifies; we sign the answer, it verifies; and our client accepts it", async () => {
    let requestIsGood = false;
    const answerBody = Buffer.from("<iias-get-response/>");
    const url = await listen((request, response) => void (async () => {
      const parsed = httpSignature.parseRequest(request, { headers: NAMES, algorithms: ["rsa-sha256"] });
      requestIsGood = httpSignature.verifySignature(parsed, publicPem);
      await readAll(request);
      const headers = await signResponse({ headers: { "content-type": "text/xml" }, digest: sha256Digest(answerBody), ...echoOf(headOf(request).headers), keyId: caller.keyId, privateKey: caller.privateKey, now: new Date() });
      response.writeHead(200, headers).end(answerBody);
    })());
    const head = await signRequest({ method, url, body: sentBody, headers: formHeaders, keyId: caller.keyId, privateKey: caller.privateKey, requestId: REQUEST_ID, now: new Date() });
    const { answer, text } = await send(url, method, head.headers);
    expect(requestIsGood).toBe(true);

    const parsedAnswer = httpSignature.parseRequest({ headers: { signature: answer.headers["signature"], ...answer.headers } }, { headers: ["date", "digest", "x-request-id", "x-request-signature", "content-type"], algorithms: ["rsa-sha256"] });
    expect(httpSignature.verifySignature(parsedAnswer, publicPem)).toBe(true);
    const { signedHeaders } = verifyResponse({ headers: headerMap(answer.rawHeaders), body: text }, { request: head, serverKey: () => caller.publicKey, now: new Date() });
    expect(signedHeaders["content-type"]).toBe("text/xml");
  });
});

test("a proxy that drops the query is found out by both", async () => {
  const url = new URL(`https://ewp.example.edu${TARGET}`);
  const head = await signRequest({ method: "GET", url, body: Buffer.alloc(0), headers: formHeaders, keyId: caller.keyId, privateKey: caller.privateKey, requestId: REQUEST_ID, now: new Date() });
  const parsed = httpSignature.parseRequest({ method: "GET", url: url.pathname, headers: head.headers }, { headers: NAMES, algorithms: ["rsa-sha256"] });
  expect(httpSignature.verifySignature(parsed, publicPem)).toBe(false);
  expect(() => verifyRequestHead({ ...head, target: url.pathname }, { isOwnHost: () => true, clientKey: () => caller, now: new Date() })).toThrow("The signature is not valid");
});
