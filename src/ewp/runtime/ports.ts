/** What the EWP runtime needs from the rest of the node. */
import type { Exchange } from "../../domain/exchanges/model.js";
import type { HeiId } from "../../kernel/ids.js";
import type { Snapshot } from "../../registry/model.js";
import type { DecryptionKeys } from "../../security/encryption/decrypt.js";
import type { Signer } from "../../security/http-signature/sign.js";
import type { CertifiedKey } from "../../security/keys/certificates.js";

/** Keys of one of our institutions. Public keys are base64 DER SubjectPublicKeyInfo, retired ones included while they are published. */
export interface KeysOfHost {
  /** Signs requests. Unique to this institution in the whole network (PROTOCOL 2.1 rule 6). */
  readonly client: Signer;
  /** Signs answers. */
  readonly server: Signer;
  readonly publishedClientKeys: readonly string[];
  readonly publishedServerKeys: readonly string[];
  /** The private keys of all that is published, to decrypt what was encrypted for it. */
  readonly decryptionKeys: DecryptionKeys;
}

/** Private keys, opened once and held in memory: asked on every request. Undefined for institutions that this node does not serve. */
export interface HostKeys {
  keysOf(heiId: string): KeysOfHost | undefined;
}

/** TLS client certificates of our institutions, for partners that accept nothing else (PROTOCOL 3.9). */
export interface OwnCertificates {
  /** The one that is shown; undefined for institutions that this node does not serve. */
  certificateOf(heiId: string): CertifiedKey | undefined;
  /** Base64 DER of those that are published: one for each published client key. */
  publishedOf(heiId: string): readonly string[];
}

/** The newest good catalogue; undefined when there is none. */
export interface CurrentCatalogue {
  current(): Snapshot | undefined;
}

/** Where exchanges are kept as evidence; `ExchangeStore` is one. */
export interface ExchangeLog {
  /** Resolves once durable. */
  save(exchange: Exchange): Promise<void>;
  /** Returns at once. */
  record(exchange: Exchange): void;
  /** Resolves when there is room for another record; undefined when there is room now. Answers wait for it. */
  room(): Promise<void> | undefined;
}

/** Request ids that any process of this node has taken. */
export interface ReplayMemory {
  /** True the first time that a caller uses an id, and whenever it cannot be known. */
  isFirst(keyId: string, requestId: string): Promise<boolean>;
}

/** A problem with another node (PROTOCOL 6.9). */
export interface PartnerProblem {
  /** Our institution that noticed. */
  readonly heiId: HeiId;
  readonly serverHeiId: HeiId;
  /** Element of the manifest entry, e.g. `organizational-units`. */
  readonly api: string;
  /** Endpoint name as in its URL element, empty for a plain `url`. */
  readonly endpoint: string;
  /** Status of the answer, when one came. */
  readonly status?: number | undefined;
  /** The `developer-message` of an error-response, verbatim. */
  readonly serverMessage?: string | undefined;
  /** What we saw. Public: no personal data, no ids. */
  readonly clientMessage?: string | undefined;
}

/** Tells the network's monitoring of problems: returns at once, never fails. */
export interface Monitor {
  report(problem: PartnerProblem): void;
}
