import type { KeyObject } from "node:crypto";
import { EWP_RSA_AES128GCM } from "../../../../security/encryption/container.js";
import { encryptFor } from "../../../../security/encryption/encrypt.js";
import { headerValue } from "../../../../security/header-map.js";
import type { Content } from "../exchange.js";
import { Payload } from "../../payload.js";

/** The answer for the eyes of `recipient` alone, after any other coding (PROTOCOL 3.7); the same answer without a recipient. */
export const encrypted = (answer: Content, recipient: KeyObject | undefined): Content => {
  if (!recipient) return answer;
  const before = headerValue(answer.headers, "content-encoding");
  const coding = before === undefined ? EWP_RSA_AES128GCM : `${before}, ${EWP_RSA_AES128GCM}`;
  return { ...answer, headers: { ...answer.headers, "content-encoding": coding }, body: new Payload(encryptFor(recipient, answer.body.bytes)) };
};
