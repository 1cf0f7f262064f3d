import { sha256Digest } from "../../../src/security/digest.js";
import { echoOf } from "../../../src/security/http-signature/request-head.js";
import { signResponse, type ResponseToSign } from "../../../src/security/http-signature/sign-response.js";
import { ResponseRefused, verifyResponse, type ResponseCheck } from "../../../src/security/http-signature/verify-response.js";
import type { HeaderMap } from "../../../src/security/header-map.js";
import { fingerprintOf } from "../../../src/security/keys/public-key.js";
import { testKeyPair } from "../../support/keys/key-pairs.js";
import { NOW, signedByHand } from "./signed-by-hand.js";

const pair = testKeyPair();
export const server = { keyId: fingerprintOf(pair.publicKey) as string, privateKey: pair.privateKey };
export const request = signedByHand();
export const body = Buffer.from("<response/>");

/** Our answer to `request`, with what a test wants to be different. */
export const signedAnswer = (response: Partial<ResponseToSign> = {}): Promise<HeaderMap> =>
  signResponse({ headers: { "content-type": "text/xml; charset=utf-8" }, digest: sha256Digest(body), ...echoOf(request.headers), ...server, now: NOW, ...response });

export const check: ResponseCheck = { request, serverKey: (keyId) => (keyId === server.keyId ? pair.publicKey : undefined), now: NOW };

/** Why the client refuses an answer; undefined when it does not. */
export const reasonOf = (headers: HeaderMap, changes: Partial<ResponseCheck & { body: Buffer }> = {}): string | undefined => {
  try {
    verifyResponse({ headers, body: changes.body ?? body }, { ...check, ...changes });
    return undefined;
  } catch (error) {
    if (error instanceof ResponseRefused) return error.reason;
    throw error;
  }
};
