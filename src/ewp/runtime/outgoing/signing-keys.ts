import type { SigningKey } from "../../../domain/exchanges/model.js";
import type { ApiEntry, Snapshot } from "../../../registry/model.js";
import { headerValue } from "../../../security/header-map.js";
import { parseSignatureParameters } from "../../../security/http-signature/parameters.js";
import type { Signer } from "../../../security/http-signature/sign.js";
import type { ReceivedAnswer } from "./http-client.js";

/** Where the key of an answer is looked up. */
interface Host {
  readonly entry: ApiEntry;
  readonly snapshot: Snapshot;
}

/** The keys of a call, which outlive their place in the catalogue as evidence: ours, and the partner's where its answer names a known one. */
export const signingKeys = (signer: Signer | undefined, { entry, snapshot }: Host, received: ReceivedAnswer | undefined): readonly SigningKey[] => {
  const keyId = received && keyIdOf(received);
  const theirs = keyId === undefined ? undefined : snapshot.serverKey(entry, keyId);
  return [
    ...(signer ? [{ fingerprint: signer.keyId, key: signer.privateKey }] : []),
    ...(keyId !== undefined && theirs ? [{ fingerprint: keyId, key: theirs }] : []),
  ];
};

const keyIdOf = ({ headers }: ReceivedAnswer): string | undefined => {
  const signature = headerValue(headers, "signature");
  try {
    return signature === undefined ? undefined : parseSignatureParameters(signature, Error).keyId;
  } catch {
    return undefined; // Malformed: the answer was refused for it already.
  }
};
