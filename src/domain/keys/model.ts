import type { HeiId } from "../../kernel/ids.js";

/** A key of one purpose is never used for the other (PROTOCOL 2.1 rules 6 and 7). */
export const KEY_PURPOSES = ["client", "server"] as const;
export type KeyPurpose = (typeof KEY_PURPOSES)[number];

/** One key pair of an institution; the times are those at which it entered each part of its life. */
export interface HostKey {
  readonly heiId: HeiId;
  readonly purpose: KeyPurpose;
  readonly fingerprint: string;
  /** PKCS #8 encrypted under the node's master secret; gone for good once the key is withdrawn. */
  readonly sealed?: string;
  /** When it was made: it is published from then on. */
  readonly createdAt: Date;
  /** Since when the catalogue shows it without a break; known of announced keys only. */
  readonly seenAt?: Date;
  /** When it began to sign. */
  readonly usedAt?: Date;
  /** When it ceased to sign; still published. */
  readonly retiredAt?: Date;
  /** When it left the manifest. */
  readonly withdrawnAt?: Date;
  /** Somebody else may have it. */
  readonly compromised?: true;
}

/** announced: published, does not sign yet. in-use: signs. retiring: published, signs no more. The last two are ends. */
export type KeyState = "announced" | "in-use" | "retiring" | "withdrawn" | "compromised";

export const stateOf = ({ usedAt, retiredAt, withdrawnAt, compromised }: HostKey): KeyState => {
  if (withdrawnAt) return compromised ? "compromised" : "withdrawn";
  if (retiredAt) return "retiring";
  return usedAt ? "in-use" : "announced";
};

/** In the manifest. */
export const isPublished = ({ withdrawnAt }: HostKey): boolean => withdrawnAt === undefined;

/** How long a rotation takes, milliseconds. */
export interface KeyPolicy {
  /** From the moment the catalogue shows a new key until it signs: partners' copies of the catalogue follow meanwhile (PROTOCOL 2.2: 3 hours at most). */
  readonly graceMs: number;
  /** For which the previous key stays published. */
  readonly overlapMs: number;
}

/** Whether the catalogue shows a key as ours; undefined while there is no catalogue. */
export type Sighting = (key: HostKey) => boolean | undefined;
