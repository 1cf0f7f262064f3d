/** How a call proves who it is and hides what it says: what the partner's entry takes, and what of that this node has (PROTOCOL 3.1). */
import type { KeyObject } from "node:crypto";
import type { ApiEntry, Snapshot } from "../../../registry/model.js";
import { EWP_RSA_AES128GCM } from "../../../security/encryption/container.js";
import type { Endpoint } from "../define.js";

export interface Protection {
  /** A signature, or the TLS client certificate of our institution. */
  readonly clientAuth: "httpsig" | "tlscert";
  /** The partner's key for the body of the request; without it TLS alone hides it. */
  readonly recipient?: KeyObject | undefined;
  /** Whether the answer is to be encrypted for our client key. */
  readonly encryptedAnswer: boolean;
}

/** Signatures over TLS, which everybody has: nothing else is used where this is taken. */
export const USUAL: Protection = { clientAuth: "httpsig", encryptedAnswer: false };

/** What this node has besides. */
export interface Means {
  /** Client certificates of our institutions are published. */
  readonly clientCertificates: boolean;
  /** The runtime decrypts safely. */
  readonly decrypts: boolean;
}

/** The protection for a call of `endpoint`; undefined when the entry takes nothing that this node has. */
export const protectionFor = (entry: ApiEntry, { methods }: Pick<Endpoint, "methods">, snapshot: Snapshot, means: Means): Protection | undefined => {
  const clientAuth = entry.clientAuth.includes("httpsig") ? "httpsig" : means.clientCertificates && entry.clientAuth.includes("tlscert") ? "tlscert" : undefined;
  const encryptsRequest = !entry.requestEncryption.includes("tls") && entry.requestEncryption.includes(EWP_RSA_AES128GCM) && methods.includes("POST");
  const recipient = encryptsRequest ? snapshot.serverKeys(entry)[0] : undefined;
  const encryptedAnswer = !entry.responseEncryption.includes("tls") && means.decrypts && entry.responseEncryption.includes(EWP_RSA_AES128GCM);
  const hidesRequest = recipient !== undefined || entry.requestEncryption.includes("tls");
  const hidesAnswer = encryptedAnswer || entry.responseEncryption.includes("tls");
  return clientAuth && hidesRequest && hidesAnswer ? { clientAuth, recipient, encryptedAnswer } : undefined;
};
