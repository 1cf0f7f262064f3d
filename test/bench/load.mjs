/**
 * The load generator: connections that are kept alive and send requests that were signed before the clock starts. Every answer's
 * status is looked at, a sample is verified in full.
 */
import { createHash, createPrivateKey, createPublicKey } from "node:crypto";
import { connect as connectPlain } from "node:net";
import { connect as connectTls } from "node:tls";
import { faultsOf, signedGet } from "./foreign-caller.mjs";
import { answering } from "./messages.mjs";

const SAMPLE = 50;
const SIGNERS = 8;
const LENGTH = /\r\ncontent-length: (\d+)\r\n/i;

let plan;
let connections = [];
let ready = [];

const begin = async ({ address, tls, ca, host, callerKeyPem, serverKeyDer, targets, connections: count }) => {
  const privateKey = createPrivateKey(callerKeyPem);
  const publicKey = createPublicKey({ key: Buffer.from(serverKeyDer), format: "der", type: "spki" });
  plan = {
    host, targets,
    caller: { keyId: fingerprintOf(createPublicKey(privateKey).export({ format: "der", type: "spki" })), privateKey },
    serverKey: { keyId: fingerprintOf(serverKeyDer), publicKey },
  };
  const open = () => new Promise((resolve, reject) => {
    const socket = tls ? connectTls({ ...address, ca, servername: "localhost" }, () => resolve(socket)) : connectPlain(address, () => resolve(socket));
    socket.setNoDelay(true).once("error", reject);
  });
  connections = await Promise.all(Array.from({ length: count }, open));
};

const fingerprintOf = (der) => createHash("sha256").update(der).digest("hex");

/** Signs `count` requests, spread over the agreements. */
const prepare = async (count) => {
  const { host, targets, caller } = plan;
  ready = new Array(count);
  let next = 0;
  const signer = async () => {
    for (let at = next++; at < count; at = next++) {
      const expected = targets[at % targets.length];
      ready[at] = { expected, ...(await signedGet({ host, target: expected.target, caller })) };
    }
  };
  await Promise.all(Array.from({ length: SIGNERS }, signer));
};

/** Sends what is ready over all connections, each one request at a time, until `seconds` are over or nothing is left. */
const run = async (seconds) => {
  const milliseconds = [];
  const samples = [];
  let next = 0;
  let refused;
  const before = process.cpuUsage();
  const from = performance.now();
  const until = from + seconds * 1000;
  await Promise.all(connections.map(async (socket) => {
    while (next < ready.length && performance.now() < until) {
      const number = next++;
      const sent = ready[number];
      const sentAt = performance.now();
      const answer = await exchange(socket, sent.bytes);
      milliseconds.push(performance.now() - sentAt);
      if (number % SAMPLE === 0) samples.push({ sent, answer });
      if (!answer.head.startsWith("HTTP/1.1 200 ")) refused ??= { sent, answer };
    }
  }));
  const elapsed = (performance.now() - from) / 1000;
  const { user, system } = process.cpuUsage(before);
  assertRight(refused ? [refused] : samples);
  milliseconds.sort((a, b) => a - b);
  return { answered: milliseconds.length, seconds: elapsed, perSecond: milliseconds.length / elapsed, p50: at(milliseconds, 0.5), p99: at(milliseconds, 0.99), verified: samples.length, loadCpuSeconds: (user + system) / 1e6 };
};

/** Signs and sends `perSecond` requests a second for `seconds`: each is signed when it is due, by whichever connection is free. */
const pace = async (seconds, perSecond) => {
  const { host, targets, caller } = plan;
  const milliseconds = [];
  const from = performance.now();
  const samples = [];
  let next = 0;
  await Promise.all(connections.map(async (socket) => {
    for (let number = next++; number < perSecond * seconds; number = next++) {
      const early = from + (number / perSecond) * 1000 - performance.now();
      if (early > 1) await new Promise((resolve) => setTimeout(resolve, early));
      if (performance.now() - from > seconds * 1000) break;
      const expected = targets[number % targets.length];
      const sent = { expected, ...(await signedGet({ host, target: expected.target, caller })) };
      const sentAt = performance.now();
      const answer = await exchange(socket, sent.bytes);
      milliseconds.push(performance.now() - sentAt);
      if (number % SAMPLE === 0 || !answer.head.startsWith("HTTP/1.1 200 ")) samples.push({ sent, answer });
    }
  }));
  assertRight(samples);
  return { answered: milliseconds.length, perSecond: milliseconds.length / ((performance.now() - from) / 1000), p50: at(milliseconds.sort((a, b) => a - b), 0.5), p99: at(milliseconds, 0.99) };
};

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

const assertRight = (samples) => {
  for (const { sent, answer } of samples) {
    const faults = faultsOf(answer, sent, { expected: sent.expected, serverKey: plan.serverKey });
    if (faults.length > 0) throw new Error(`a wrong answer was measured: ${faults.join(", ")}\n${answer.head}\n\n${answer.body.toString("utf8").slice(0, 600)}`);
  }
};

/** One request and its answer on a connection. */
const exchange = (socket, bytes) => new Promise((resolve, reject) => {
  let received;
  let bodyFrom = -1;
  let end = Infinity;
  const done = (settle, value) => {
    socket.off("data", onData).off("close", onClose).off("error", onClose);
    settle(value);
  };
  const onClose = (error) => done(reject, error instanceof Error ? error : new Error("the node closed a connection in the middle of a round"));
  const onData = (chunk) => {
    received = received === undefined ? chunk : Buffer.concat([received, chunk]);
    if (bodyFrom < 0) {
      bodyFrom = received.indexOf("\r\n\r\n") + 4;
      if (bodyFrom < 4) return void (bodyFrom = -1);
      end = bodyFrom + Number(LENGTH.exec(received.toString("latin1", 0, bodyFrom))?.[1] ?? NaN);
    }
    if (received.length >= end) done(resolve, { head: received.toString("latin1", 0, bodyFrom - 4), body: received.subarray(bodyFrom) });
  };
  socket.on("data", onData).on("close", onClose).on("error", onClose);
  socket.write(bytes);
});

answering(({ kind, count, seconds, perSecond, ...data }) => {
  if (kind === "begin") return begin(data);
  if (kind === "prepare") return prepare(count);
  if (kind === "run") return run(seconds);
  if (kind === "pace") return pace(seconds, perSecond);
  connections.forEach((socket) => socket.destroy());
  return {};
});
