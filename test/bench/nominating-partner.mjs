/** A sending institution of foreign make with many nominations: `get` of any of them is answered, verified and signed, no sooner than after some milliseconds. */
import { createServer } from "node:https";
import { setTimeout as pause } from "node:timers/promises";
import { callersOf, createIdentity, listening, readBody, verified } from "./foreign-partner.mjs";
import { answering } from "./messages.mjs";

const identity = createIdentity();
let callers = new Map();
/** `{ids, get: [head, before the id, after it, tail], index: [head, tail], delayMs}`. */
let shown;
let calls = 0;
let served = 0;

const documentFor = (path, ids) => {
  const [head, before, after, tail] = shown.get;
  if (path.endsWith("/index")) return shown.index[0] + shown.ids.map((id) => `<omobility-id>${id}</omobility-id>`).join("") + shown.index[1];
  served += ids.length;
  return head + ids.map((id) => before + id + after).join("") + tail;
};

const answer = async (request, response) => {
  const from = performance.now();
  const body = await readBody(request);
  const signature = verified(request, body, callers);
  if (signature === undefined) return void response.writeHead(400).end();
  calls += 1;
  const { pathname, search } = new URL(request.url, "https://127.0.0.1");
  const ids = new URLSearchParams(request.method === "GET" ? search : body.toString()).getAll("omobility_id");
  const document = Buffer.from(documentFor(pathname, ids));
  await pause(Math.max(0, shown.delayMs - (performance.now() - from)));
  await identity.answer(response, { body: document, request, signature });
};

answering(async ({ kind, cert, key, callerKeys, ...more }) => {
  if (kind === "begin") return { port: await listening(createServer({ cert, key, keepAliveTimeout: 60_000 }, (request, response) => void answer(request, response).catch(() => response.destroy()))), keyDer: identity.der };
  if (kind === "show") {
    callers = callersOf(callerKeys);
    shown = more;
    [calls, served] = [0, 0];
  }
  return { calls, served };
});
