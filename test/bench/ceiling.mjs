/** The ceiling: how many requests a second could be verified and answers signed if a node did nothing else. A thread per core. */
import { constants, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { answering } from "./messages.mjs";

const padding = constants.RSA_PKCS1_PADDING;
/** As long as the signing strings of a request and of an answer are. */
const REQUEST = Buffer.alloc(400, "r");
const ANSWER = Buffer.alloc(800, "a");

const pairsFor = (milliseconds, caller, own) => {
  const until = performance.now() + milliseconds;
  const from = performance.now();
  let pairs = 0;
  while (performance.now() < until) {
    if (!verify("sha256", REQUEST, caller, signature)) throw new Error("node:crypto does not accept its own signature");
    sign("sha256", ANSWER, own);
    pairs += 1;
  }
  return pairs / ((performance.now() - from) / 1000);
};

const newKey = () => generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
let signature;

if (isMainThread) {
  let threads = [];
  const all = (message) => Promise.all(threads.map((thread) => new Promise((resolve, reject) => {
    thread.once("message", resolve).once("error", reject);
    thread.postMessage(message);
  })));
  answering(async ({ kind, cores, seconds }) => {
    if (kind === "begin") {
      threads = Array.from({ length: cores }, () => new Worker(new URL(import.meta.url)));
      await all({ seconds: 0.2 });
      return {};
    }
    const before = process.cpuUsage();
    const rates = await all({ seconds });
    const { user, system } = process.cpuUsage(before);
    const perSecond = rates.reduce((sum, rate) => sum + rate, 0);
    return { perSecond, cpuMicros: (user + system) / (perSecond * seconds) };
  });
} else {
  const [callerKey, own] = [newKey(), newKey()];
  const caller = createPublicKey(callerKey);
  signature = sign("sha256", REQUEST, { key: callerKey, padding });
  parentPort.on("message", ({ seconds }) => parentPort.postMessage(pairsFor(seconds * 1000, { key: caller, padding }, { key: own, padding })));
}
