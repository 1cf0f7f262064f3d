import type { KeyObject } from "node:crypto";
import { EWP_RSA_AES128GCM } from "../../../../security/encryption/container.js";
import { encryptFor } from "../../../../security/encryption/encrypt.js";
import { headerValue, type HeaderMap } from "../../../../security/header-map.js";

/** An answer with the headers that say how its body is coded. */
export interface CodedBody {
  readonly headers: HeaderMap;
  readonly body: Uint8Array;
}

/** The answer for the eyes of `recipient` alone, after any other coding (PROTOCOL 3.7); the same answer without a recipient. */
export const encrypted = (answer: CodedBody, recipient: KeyObject | undefined): CodedBody => {
  if (!recipient) return answer;
  const before = headerValue(answer.headers, "content-encoding");
  const coding = before === undefined ? EWP_RSA_AES128GCM : `${before}, ${EWP_RSA_AES128GCM}`;
  return { headers: { ...answer.headers, "content-encoding": coding }, body: encryptFor(recipient, answer.body) };
};
