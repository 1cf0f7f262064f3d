/** A caller put together from the words of PROTOCOL 3.3 and 3.4 with node:crypto alone, so that the node under test does not check itself. */
import { createHash, randomUUID, sign, verify } from "node:crypto";
import { promisify } from "node:util";

const signOffTheLoop = promisify(sign);
const digestOf = (body) => `SHA-256=${createHash("sha256").update(body).digest("base64")}`;
const NO_BODY = digestOf("");

/** Headers of a request with a fresh date and id, signed. `caller`: `{keyId, privateKey}`. */
const signedHeaders = async ({ method, host, target, caller, digest, more = {} }) => {
  const headers = { host, date: new Date().toUTCString(), digest, "x-request-id": randomUUID(), "accept-signature": "rsa-sha256", ...more };
  const text = [`(request-target): ${method} ${target}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join("\n");
  const signature = (await signOffTheLoop("sha256", Buffer.from(text, "latin1"), caller.privateKey)).toString("base64");
  const authorization = `Signature keyId="${caller.keyId}",algorithm="rsa-sha256",headers="(request-target) ${Object.keys(headers).join(" ")}",signature="${signature}"`;
  return { headers: { ...headers, authorization }, signature };
};

/** A signed GET as bytes, and what its answer has to repeat. */
export const signedGet = async ({ host, target, caller }) => {
  const { headers, signature } = await signedHeaders({ method: "get", host, target, caller, digest: NO_BODY });
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return { bytes: Buffer.from(`GET ${target} HTTP/1.1\r\n${lines.join("")}\r\n`, "latin1"), requestId: headers["x-request-id"], signature };
};

/** A signed POST of a form: `{headers, body}`. */
export const signedPost = async ({ host, target, caller, body }) => {
  const more = { "content-type": "application/x-www-form-urlencoded" };
  const { headers } = await signedHeaders({ method: "post", host, target, caller, digest: digestOf(body), more });
  return { headers: { ...headers, "content-length": Buffer.byteLength(body) }, body };
};

const headersOf = (head) => Object.fromEntries(head.split("\r\n").slice(1).filter((line) => line !== "").map((line) => {
  const colon = line.indexOf(":");
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}));

/** What is wrong with an answer; nothing, hopefully. `expected`: `{id, hash}` of the agreement in its latest version. */
export const faultsOf = ({ head, body }, sent, { expected, serverKey }) => {
  const headers = headersOf(head);
  const parameter = (name) => new RegExp(`${name}="([^"]*)"`).exec(headers.signature ?? "")?.[1] ?? "";
  const names = parameter("headers").split(" ");
  const text = Buffer.from(names.map((name) => `${name}: ${headers[name]}`).join("\n"), "latin1");
  const xml = body.toString("utf8");
  const checks = {
    "the status is not 200": head.startsWith("HTTP/1.1 200 "),
    "the digest is wrong": headers.digest === digestOf(body),
    "the request id is not repeated": headers["x-request-id"] === sent.requestId,
    "the request's signature is not repeated": headers["x-request-signature"] === sent.signature,
    "too little is signed": ["date", "digest", "x-request-id", "x-request-signature"].every((name) => names.includes(name)),
    "another key signed": parameter("keyId") === serverKey.keyId,
    "the signature is not valid": verify("sha256", text, serverKey.publicKey, Buffer.from(parameter("signature"), "base64")),
    "it is not one agreement": xml.match(/<iia>/g)?.length === 1,
    "it is another agreement": xml.includes(`>${expected.id}</iia-id>`),
    "it is not the latest version": xml.includes(`>${expected.hash}</iia-hash>`),
  };
  return Object.entries(checks).filter(([, holds]) => !holds).map(([fault]) => fault);
};
