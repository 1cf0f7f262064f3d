import type { KeyObject } from "node:crypto";
import type { HeiId } from "../../kernel/ids.js";

/**
 * One HTTP exchange with the network, kept as evidence: bytes and headers exactly as sent and received. The header `client-cert` (RFC
 * 9440) is ours: the TLS certificate of a caller that signed nothing.
 */
export interface Exchange {
  /** UUID of ours; for signed exchanges also find it by `requestId`. */
  readonly id: string;
  readonly direction: "in" | "out";
  /** Our institution. */
  readonly heiId: HeiId;
  /** The other side, when its key is known. */
  readonly partnerHeiId?: HeiId | undefined;
  /** Manifest element and endpoint, e.g. `iias` and `get`. */
  readonly api: string;
  readonly endpoint: string;
  readonly requestId?: string | undefined;
  readonly method: string;
  /** Full URL as called; query included. */
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: Uint8Array;
  /** Absent when no answer came. */
  readonly status?: number | undefined;
  readonly responseHeaders?: Readonly<Record<string, string>>;
  readonly responseBody?: Uint8Array | undefined;
  /** SHA-256 of `responseBody` where it is known already, so that nobody computes it twice. */
  readonly responseSha256?: Uint8Array | undefined;
  readonly at: Date;
  readonly durationMs: number;
  /** What went wrong, in a sentence; absent when all was well. */
  readonly problem?: string | undefined;
  /** Named tolerances that were needed to read the answer, e.g. `wrong-namespace` (PROTOCOL 8 row 20). */
  readonly quirks?: readonly string[] | undefined;
  /** Public keys of the two signatures, as far as they are known; kept once each. Not given back by the store. */
  readonly signedWith?: readonly SigningKey[] | undefined;
}

/** A public key that signed a request or an answer. */
export interface SigningKey {
  /** The `keyId` of the network: lower-case hex SHA-256 of the DER SubjectPublicKeyInfo. */
  readonly fingerprint: string;
  /** Private or public; only the public part is kept. */
  readonly key: KeyObject;
}

/** List view of an exchange: without headers and bodies. */
export type ExchangeSummary = Omit<Exchange, "requestHeaders" | "requestBody" | "responseHeaders" | "responseBody" | "responseSha256" | "signedWith">;
