/**
 * A hundred partners of foreign make, each with an address of its own: they verify the signature of a notification, answer signed, and
 * count. Any of them can hang or answer 503.
 */
import { createServer } from "node:https";
import { callersOf, createIdentity, digestOf, listening, readBody, verified } from "./foreign-partner.mjs";
import { answering } from "./messages.mjs";

const RESPONSE = Buffer.from('<iia-cnr-response xmlns="https://github.com/erasmus-without-paper/ewp-specs-api-iia-cnr/tree/stable-v3"/>');
const RESPONSE_DIGEST = digestOf(RESPONSE);
const identity = createIdentity();

let callers = new Map();
let behaviours = new Map();
/** Per partner: notifications that arrived, and objects that were heard of. */
let counts = [];
let first;
let last;

const answer = async (number, request, response) => {
  const body = await readBody(request);
  counts[number].arrived += 1;
  const behaviour = behaviours.get(number);
  if (behaviour === "hang") return;
  const signature = verified(request, body, callers);
  if (signature === undefined) return void response.writeHead(400).end();
  if (behaviour === "503") return void response.writeHead(503).end();
  await identity.answer(response, { body: RESPONSE, digest: RESPONSE_DIGEST, request, signature });
  const now = performance.now();
  first ??= now;
  last = now;
  counts[number].heard.add(new URLSearchParams(body.toString()).get("iia_id"));
};

const open = (number, tls) =>
  listening(createServer({ ...tls, keepAliveTimeout: 60_000 }, (request, response) => void answer(number, request, response).catch(() => response.destroy())));

answering(async ({ kind, count, cert, key, callerKeys, faulty }) => {
  if (kind === "begin") return { ports: await Promise.all(Array.from({ length: count }, (_, number) => open(number, { cert, key }))), keyDer: identity.der };
  if (kind === "expect") {
    callers = callersOf(callerKeys);
    behaviours = new Map(faulty);
    counts = Array.from({ length: 1000 }, () => ({ arrived: 0, heard: new Set() }));
    [first, last] = [undefined, undefined];
    return {};
  }
  const heard = counts.reduce((sum, one) => sum + one.heard.size, 0);
  return { heard, twice: counts.reduce((sum, one, number) => sum + (behaviours.has(number) ? 0 : one.arrived - one.heard.size), 0), ms: (last ?? 0) - (first ?? 0) };
});
