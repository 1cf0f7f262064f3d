/**
 * A hundred partners of foreign make, each with an address of its own: they verify the signature of a notification, answer signed, and
 * count. Any of them can hang or answer 503.
 */
import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { createServer } from "node:https";
import { promisify } from "node:util";
import { answering } from "./messages.mjs";

const signOffTheLoop = promisify(sign);
const RESPONSE = Buffer.from('<iia-cnr-response xmlns="https://github.com/erasmus-without-paper/ewp-specs-api-iia-cnr/tree/stable-v3"/>');
const digestOf = (body) => `SHA-256=${createHash("sha256").update(body).digest("base64")}`;
const RESPONSE_DIGEST = digestOf(RESPONSE);

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const der = publicKey.export({ format: "der", type: "spki" });
const keyId = createHash("sha256").update(der).digest("hex");

let callers = new Map();
let behaviours = new Map();
/** Per partner: notifications that arrived, and objects that were heard of. */
let counts = [];
let first;
let last;

const readBody = async (request) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const verified = (request, body) => {
  const authorization = request.headers.authorization ?? "";
  const parameter = (name) => new RegExp(`${name}="([^"]*)"`).exec(authorization)?.[1] ?? "";
  const names = parameter("headers").split(" ");
  const text = names.map((name) => `${name}: ${name === "(request-target)" ? `post ${request.url}` : request.headers[name]}`).join("\n");
  const key = callers.get(parameter("keyId"));
  const whole = ["(request-target)", "host", "date", "digest", "x-request-id"].every((name) => names.includes(name));
  const signature = parameter("signature");
  return whole && key && request.headers.digest === digestOf(body) && verify("sha256", Buffer.from(text, "latin1"), key, Buffer.from(signature, "base64")) ? signature : undefined;
};

const answer = async (number, request, response) => {
  const body = await readBody(request);
  counts[number].arrived += 1;
  const behaviour = behaviours.get(number);
  if (behaviour === "hang") return;
  const signature = verified(request, body);
  if (signature === undefined) return void response.writeHead(400).end();
  if (behaviour === "503") return void response.writeHead(503).end();
  const headers = { "content-type": "text/xml", date: new Date().toUTCString(), digest: RESPONSE_DIGEST, "x-request-id": request.headers["x-request-id"], "x-request-signature": signature };
  const text = Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join("\n");
  const own = (await signOffTheLoop("sha256", Buffer.from(text, "latin1"), privateKey)).toString("base64");
  response.writeHead(200, { ...headers, signature: `keyId="${keyId}",algorithm="rsa-sha256",headers="${Object.keys(headers).join(" ")}",signature="${own}"` }).end(RESPONSE);
  const now = performance.now();
  first ??= now;
  last = now;
  counts[number].heard.add(new URLSearchParams(body.toString()).get("iia_id"));
};

const open = async (number, tls) => {
  const server = createServer({ ...tls, keepAliveTimeout: 60_000 }, (request, response) => void answer(number, request, response).catch(() => response.destroy()));
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  return server.address().port;
};

answering(async ({ kind, count, cert, key, callerKeys, faulty }) => {
  if (kind === "begin") return { ports: await Promise.all(Array.from({ length: count }, (_, number) => open(number, { cert, key }))), keyDer: der };
  if (kind === "expect") {
    callers = new Map(callerKeys.map((one) => [createHash("sha256").update(one).digest("hex"), createPublicKey({ key: Buffer.from(one), format: "der", type: "spki" })]));
    behaviours = new Map(faulty);
    counts = Array.from({ length: 1000 }, () => ({ arrived: 0, heard: new Set() }));
    [first, last] = [undefined, undefined];
    return {};
  }
  const heard = counts.reduce((sum, one) => sum + one.heard.size, 0);
  return { heard, twice: counts.reduce((sum, one, number) => sum + (behaviours.has(number) ? 0 : one.arrived - one.heard.size), 0), ms: (last ?? 0) - (first ?? 0) };
});
