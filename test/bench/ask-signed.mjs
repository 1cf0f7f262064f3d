/** One signed GET after the other, as one partner asks. */
import { createHash, createPrivateKey, createPublicKey } from "node:crypto";
import { request } from "node:http";
import { signedGet } from "./foreign-caller.mjs";

/** Who signs with this client key. */
export const callerOf = (pem) => {
  const privateKey = createPrivateKey(pem);
  return { keyId: createHash("sha256").update(createPublicKey(privateKey).export({ format: "der", type: "spki" })).digest("hex"), privateKey };
};

/** The body of the answer and the milliseconds until all of it was there, without the signing. Throws unless it is a signed 200 with its digest. */
export const askSigned = async ({ node, agent, caller, target }) => {
  const { bytes } = await signedGet({ host: node.host, target, caller });
  const [, ...lines] = bytes.toString("latin1").trimEnd().split("\r\n");
  const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]));
  const from = performance.now();
  const body = await answerTo(node.address, agent, target, headers);
  return { body, milliseconds: performance.now() - from };
};

const answerTo = (address, agent, path, headers) => new Promise((resolve, reject) => {
  request({ ...address, path, headers, agent }, (response) => {
    const chunks = [];
    response.on("data", (chunk) => chunks.push(chunk)).on("error", reject).on("end", () => {
      const body = Buffer.concat(chunks);
      const digest = `SHA-256=${createHash("sha256").update(body).digest("base64")}`;
      if (response.statusCode === 200 && response.headers.signature && response.headers.digest === digest) resolve(body);
      else reject(new Error(`${path} was answered ${response.statusCode}: ${body.toString().slice(0, 300)}`));
    });
  }).once("error", reject).end();
});

/** What half and what one in a hundred exceeded. */
export const tail = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  return { p50: at(0.5), p99: at(0.99) };
};
