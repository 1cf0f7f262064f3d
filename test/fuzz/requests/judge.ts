/** What holds for every answer, whatever was asked. */
import { constants, createDecipheriv, createHash, type KeyObject, privateDecrypt } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { isXmlRefusal } from "../xml-refusal.js";
import { CANARY } from "../words.js";
import type { RawAnswer } from "./connection.js";

const LARGEST_REFUSAL = 64 * 1024;
/** What only an unexpected failure shows: a stack, a place in our code, a statement. */
const INSIDES = /\n\s+at |\.[jt]s:\d+:\d+|node:internal|\bselect [\s\S]* from |violates|invalid byte sequence|TypeError|RangeError/;

export interface Expectation {
  /** Of the callers, by fingerprint: some ask for encrypted answers. */
  readonly keys: ReadonlyMap<string, KeyObject>;
  /** The signature is wrong, so it is refused whatever else. */
  readonly mustRefuse: boolean;
  readonly bodiless: boolean;
}

/** The body in an encrypted answer, taken apart by the words of PROTOCOL 3.5; throws when it is for nobody who called. */
const decrypted = (body: Buffer, keys: Expectation["keys"]): Buffer => {
  const key = keys.get(body.toString("hex", 0, 32));
  if (!key) throw new Error("encrypted for a key that no caller has");
  const ivAt = 34 + body.readUInt16BE(32);
  // Node.js 20 takes no PKCS#1 v1.5 padding away, since that may tell an attacker something; here nobody looks.
  const padded = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, body.subarray(34, ivAt));
  const decipher = createDecipheriv("aes-128-gcm", padded.subarray(-16), body.subarray(ivAt, ivAt + 12)).setAuthTag(body.subarray(-16));
  return Buffer.concat([decipher.update(body.subarray(ivAt + 12, -16)), decipher.final()]);
};

const plain = ({ headers, body }: RawAnswer, keys: Expectation["keys"]): Buffer => {
  const codings = (headers["content-encoding"] ?? "").split(",").map((coding) => coding.trim());
  return codings.reduceRight((bytes, coding) => (coding === "gzip" ? gunzipSync(bytes) : coding === "ewp-rsa-aes128gcm" ? decrypted(bytes, keys) : bytes), body);
};

/** What is wrong with an answer; nothing, hopefully. */
export const faultsOf = (answer: RawAnswer, { keys, mustRefuse, bodiless }: Expectation): string[] => {
  const { status, headers } = answer;
  const faults: string[] = [];
  const expect = (holds: boolean, fault: string): void => void (holds || faults.push(fault));
  const body = bodiless ? answer.body : plain(answer, keys);
  const text = body.toString("utf8");
  expect(status === 200 || (status >= 400 && status < 500), `status ${status}`);
  expect(!mustRefuse || status >= 400, `answered ${status} although the signature is wrong`);
  expect(!text.includes(CANARY), "shows what belongs to others");
  expect(!INSIDES.test(Object.entries(headers).join("\n")), "shows its insides in a header");
  if (status >= 400) {
    expect(bodiless || isXmlRefusal(text), `no error-response: ${text.slice(0, 200)}`);
    expect(body.length <= LARGEST_REFUSAL, `a refusal of ${body.length} bytes`);
    expect(!INSIDES.test(text), "shows its insides");
  }
  if (headers["digest"] !== undefined) {
    expect(headers["digest"] === `SHA-256=${createHash("sha256").update(answer.body).digest("base64")}`, "wrong digest");
  }
  return faults;
};
