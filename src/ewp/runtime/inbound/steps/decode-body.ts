import { badRequest, methodNotAllowed, unsupportedMediaType } from "../../../../kernel/errors.js";
import { EWP_RSA_AES128GCM } from "../../../../security/encryption/container.js";
import { decryptBody, type DecryptionKeys } from "../../../../security/encryption/decrypt.js";
import type { UnwrapKey } from "../../../../security/encryption/unwrap-key.js";
import { headerValue } from "../../../../security/header-map.js";
import { quoted } from "../../../../security/refusal.js";
import { codingsOf } from "../../content-codings.js";
import type { InboundExchange } from "../exchange.js";

/** What bodies of encrypted requests are opened with. */
export interface Decryption {
  readonly keys: DecryptionKeys | undefined;
  /** Absent where the runtime has none that is safe: then no request may be encrypted. */
  readonly unwrapKey: UnwrapKey | undefined;
}

/**
 * The body as it was before it was encrypted (PROTOCOL 3.6), for APIs that say so; called after the digest of the body as transmitted
 * was found right. Refuses codings that are not supported with 415, encryption where there is no body with 405, several codings with
 * 400, and whatever cannot be decrypted with one and the same 400.
 */
export const decodeBody = ({ head, headers, route }: InboundExchange, body: Uint8Array, { keys, unwrapKey }: Decryption): Uint8Array => {
  const codings = codingsOf(headers);
  if (codings.length === 0) return body;
  const mayDecrypt = route?.api.encryptable === true && keys !== undefined && unwrapKey !== undefined;
  const isEncrypted = mayDecrypt && codings.includes(EWP_RSA_AES128GCM);
  if (head.method !== "POST" && !isEncrypted) return body;
  if (!isEncrypted) throw unsupportedMediaType(`The Content-Encoding ${quoted(headerValue(headers, "content-encoding") ?? "")} is not supported; send the body as it is${mayDecrypt ? `, or encrypted with ${EWP_RSA_AES128GCM}` : ""}.`);
  if (head.method !== "POST") throw methodNotAllowed(`${head.method} with an encrypted body`, ["POST"]);
  if (codings.length > 1) throw badRequest(`The Content-Encoding has other codings beside ${EWP_RSA_AES128GCM}; expected this one alone.`);
  const plain = decryptBody(body, keys, unwrapKey);
  if (!plain) throw badRequest(`The body cannot be decrypted; expected an ${EWP_RSA_AES128GCM} body for a key that the catalogue lists for this institution.`);
  return plain;
};
