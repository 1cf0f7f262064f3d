import type { KeyObject } from "node:crypto";
import type { HeaderMap } from "../header-map.js";
import { formatSignatureParameters } from "./parameters.js";
import { rsaSha256Sign } from "./rsa-sha256.js";
import { REQUEST_TARGET, signingString } from "./signing-string.js";

/** Who signs: `keyId` is the lower-case hex SHA-256 of the public key, the private key a KeyObject made once. */
export interface Signer {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  /** From when on partners have it in their copies of the catalogue, as far as anybody can tell. */
  readonly knownFrom?: Date | undefined;
}

/** These belong to one connection or are set by the HTTP library after signing; everything else that is sent is signed. */
const NOT_SIGNED = new Set([
  "authorization", "connection", "content-length", "expect", "keep-alive", "proxy-authorization", "proxy-connection", "signature",
  "te", "trailer", "transfer-encoding", "upgrade",
]);
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Signature parameters over all headers that matter, and over the request target when there is one (draft-cavage 2.1). */
export const signHeaders = async (headers: HeaderMap, { keyId, privateKey }: Signer, target?: string): Promise<string> => {
  const names = Object.keys(headers).filter((name) => !NOT_SIGNED.has(name));
  for (const name of names) {
    if (!VALUE.test(headers[name] ?? "")) throw new TypeError(`The header ${name} has characters that HTTP cannot carry.`);
  }
  if (target !== undefined) names.unshift(REQUEST_TARGET);
  const signature = await rsaSha256Sign(signingString(names, headers, target ?? ""), privateKey);
  return formatSignatureParameters({ keyId, headers: names, signature });
};
