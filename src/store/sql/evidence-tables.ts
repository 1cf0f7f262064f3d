import type { GeneratedAlways } from "kysely";
import type { EvidenceKind } from "../../domain/exchanges/retention.js";
import type { Json } from "./json.js";

interface BodiesTable {
  sha256: Buffer;
  bytes: Buffer;
}

export interface ExchangesTable {
  seq: GeneratedAlways<string>;
  id: string;
  hei_id: string;
  partner_hei_id: string | null;
  direction: "in" | "out";
  api: string;
  endpoint: string;
  request_id: string | null;
  method: string;
  url: string;
  request_headers: Json;
  request_body: Buffer | null;
  status: number | null;
  response_headers: Json | null;
  response_body: Buffer | null;
  at: Date;
  duration_ms: number;
  problem: string | null;
  quirks: string[] | null;
  /** Null until the exchange is sealed, together with all that follow. */
  kind: EvidenceKind | null;
  /** Whether there is a problem; what it is, is sealed. */
  failed: boolean | null;
  sealed: Buffer | null;
  request_address: Buffer | null;
  response_address: Buffer | null;
  /** Where the exchange stands in the chain of blocks. */
  chain: number | null;
  height: number | null;
  place: number | null;
}

interface SealedBodiesTable {
  /** Keyed hash of the body. */
  address: Buffer;
  sealed: Buffer;
}

interface SigningKeysTable {
  fingerprint: string;
  /** DER SubjectPublicKeyInfo. */
  spki: Buffer;
}

interface EvidenceChainsTable {
  id: GeneratedAlways<number>;
  name: GeneratedAlways<string>;
}

export interface EvidenceBlocksTable {
  chain: number;
  height: number;
  at: Date;
  previous: Buffer;
  skip: Buffer;
  names: string | null;
  /** 32 bytes per exchange, in the order of their places. */
  leaves: Buffer;
  hash: Buffer;
  seal: Buffer;
}

interface EvidenceRemovalsTable {
  chain: number;
  height: number;
  at: Date;
  places: number[];
  seal: Buffer;
}

/** What went over the network, sealed and chained. */
export interface EvidenceTables {
  bodies: BodiesTable;
  exchanges: ExchangesTable;
  sealed_bodies: SealedBodiesTable;
  signing_keys: SigningKeysTable;
  evidence_chains: EvidenceChainsTable;
  evidence_blocks: EvidenceBlocksTable;
  evidence_removals: EvidenceRemovalsTable;
}
