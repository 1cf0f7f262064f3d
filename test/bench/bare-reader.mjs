/** A client that does nothing but ask: signs, reads whole answers, looks at their digests, and forgets them. */
import { createHash, generateKeyPairSync } from "node:crypto";
import { Agent, request as send } from "node:https";
import { signedPost } from "./foreign-caller.mjs";
import { digestOf } from "./foreign-partner.mjs";
import { answering } from "./messages.mjs";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const der = publicKey.export({ format: "der", type: "spki" });
const caller = { keyId: createHash("sha256").update(der).digest("hex"), privateKey };

const ask = async ({ port, ca, agent }, target, ids) => {
  const host = `127.0.0.1:${port}`;
  const { headers, body } = await signedPost({ host, target, caller, body: ids.map((id) => `omobility_id=${id}`).join("&") });
  await new Promise((resolve, reject) => {
    send({ host: "127.0.0.1", port, path: target, method: "POST", headers, agent, ca }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk)).on("error", reject).on("end", () => {
        const whole = Buffer.concat(chunks);
        if (response.statusCode === 200 && response.headers.digest === digestOf(whole)) resolve();
        else reject(new Error(`${target} was answered ${response.statusCode}`));
      });
    }).once("error", reject).end(body);
  });
};

answering(async ({ kind, port, ca, target, ids, idsPerCall, calls }) => {
  if (kind === "begin") return { keyDer: der };
  const agent = new Agent({ keepAlive: true, maxSockets: calls });
  const left = Array.from({ length: Math.ceil(ids.length / idsPerCall) }, (_, at) => ids.slice(at * idsPerCall, (at + 1) * idsPerCall));
  const from = performance.now();
  await Promise.all(Array.from({ length: calls }, async () => {
    for (let batch = left.pop(); batch; batch = left.pop()) await ask({ port, ca, agent }, target, batch);
  }));
  agent.destroy();
  return { ms: performance.now() - from };
});
