import type { KeyObject } from "node:crypto";
import { badRequest, notAcceptable } from "../../../../kernel/errors.js";
import { EWP_RSA_AES128GCM } from "../../../../security/encryption/container.js";
import { headerValue } from "../../../../security/header-map.js";
import { signatureKeyId } from "../../../../security/http-signature/request-head.js";
import { InvalidPublicKey, publicKeyFromSpki } from "../../../../security/keys/public-key.js";
import { invites } from "../../content-codings.js";
import type { InboundExchange } from "../exchange.js";
import type { CurrentCatalogue } from "../../ports.js";

const HEADER = "accept-response-encryption-key";
/** Larger moduli and exponents cost us milliseconds, and anybody may send one. */
const MOST_BITS = 4096;
const LARGEST_EXPONENT = 0xffff_ffffn;

/** True when the answer has to be encrypted: the caller asks, and the API offers it (PROTOCOL 3.7). */
const asksForEncryption = ({ route, headers, head }: InboundExchange): boolean =>
  route?.api.encryptable === true && head.method !== "HEAD" && invites(headers, EWP_RSA_AES128GCM);

/**
 * For whom the answer to an authentic request is encrypted: the key in Accept-Response-Encryption-Key, else the one that the request was
 * signed with; undefined when nobody asks. Refuses with 400 a key that is none, and with 406 when there is no key.
 */
export const answerRecipient = (exchange: InboundExchange): KeyObject | undefined => {
  if (!asksForEncryption(exchange)) return undefined;
  const recipient = givenKey(exchange) ?? exchange.callerKey;
  if (!recipient) throw notAcceptable(`The answer cannot be encrypted with ${EWP_RSA_AES128GCM}: there is no key to encrypt it for; expected one in Accept-Response-Encryption-Key.`);
  return recipient;
};

/**
 * The same for the refusal of a request that did not get that far: its headers still steer the answer (PROTOCOL 8 row 4). Without a key
 * that can be used the refusal is sent as it is (PROTOCOL 3.10).
 */
export const refusalRecipient = (exchange: InboundExchange, catalogue: CurrentCatalogue): KeyObject | undefined => {
  if (!asksForEncryption(exchange)) return undefined;
  try {
    const keyId = signatureKeyId(exchange.head.headers);
    return givenKey(exchange) ?? (keyId === undefined ? undefined : catalogue.current()?.clientKey(keyId)?.publicKey);
  } catch {
    return undefined;
  }
};

const givenKey = ({ headers }: InboundExchange): KeyObject | undefined => {
  const text = headerValue(headers, HEADER);
  if (text === undefined) return undefined;
  try {
    const key = publicKeyFromSpki(text);
    const { modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
    if (modulusLength > MOST_BITS || publicExponent > LARGEST_EXPONENT) throw new InvalidPublicKey(`The key is larger than ${MOST_BITS} bits, or its exponent than 32.`);
    return key;
  } catch (error) {
    if (!(error instanceof InvalidPublicKey)) throw error;
    throw badRequest(`Accept-Response-Encryption-Key has no key that can be used: ${error.reason}`);
  }
};
