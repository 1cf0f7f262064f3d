/** What holds for every answer, whatever was asked. */
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { isXmlRefusal } from "../xml-refusal.js";
import { CANARY } from "../words.js";
import type { RawAnswer } from "./connection.js";

const LARGEST_REFUSAL = 64 * 1024;
/** What only an unexpected failure shows: a stack, a place in our code, a statement. */
const INSIDES = /\n\s+at |\.[jt]s:\d+:\d+|node:internal|\bselect [\s\S]* from |violates|invalid byte sequence|TypeError|RangeError/;

export interface Expectation {
  /** The caller is no partner that Q's or our own secrets may be shown to. */
  readonly mustNotSee: boolean;
  /** The signature is wrong, so it is refused whatever else. */
  readonly mustRefuse: boolean;
  readonly bodiless: boolean;
}

/** What is wrong with an answer; nothing, hopefully. */
export const faultsOf = (answer: RawAnswer, { mustNotSee, mustRefuse, bodiless }: Expectation): string[] => {
  const { status, headers } = answer;
  const faults: string[] = [];
  const expect = (holds: boolean, fault: string): void => void (holds || faults.push(fault));
  const gzipped = headers["content-encoding"] === "gzip";
  const body = gzipped ? gunzipSync(answer.body) : answer.body;
  const text = body.toString("utf8");
  expect(status === 200 || (status >= 400 && status < 500), `status ${status}`);
  expect(!mustRefuse || status >= 400, `answered ${status} although the signature is wrong`);
  expect(!mustNotSee || !text.includes(CANARY), "shows what belongs to others");
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
