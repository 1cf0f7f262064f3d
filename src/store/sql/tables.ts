import type { GeneratedAlways } from "kysely";
import type { EvidenceKind } from "../../domain/exchanges/retention.js";
import type { Activity, NominationStatus } from "../../domain/nominations/model.js";
import type { DeliveryKind, DeliveryState } from "../../outbox/model.js";

/** JSON text on the way in; what `document.ts` revives on the way out. */
export type Json = string;

interface AgreementsTable {
  hei_id: string;
  id: string;
  partner_hei_id: string;
  partner_iia_id: string | null;
  revision: number;
  stage: "draft" | "shared" | "deleted";
  hash: string;
  /** Hash of the partner's copy that we approved last. */
  approved_by_us: string | null;
  /** Hash of our copy that the partner approved last. */
  approved_by_partner: string | null;
  /** First calendar years in which some condition is valid: an int4multirange literal. */
  years: string;
  /** Files that the partner may read: of our copy, of our approval. */
  file_ids: string[];
  /** Never runs backwards within a partnership. */
  changed_at: Date;
  doc: Json;
}

interface AgreementVersionsTable {
  hei_id: string;
  iia_id: string;
  version: number;
  doc: Json;
}

interface PartnerCopiesTable {
  hei_id: string;
  partner_hei_id: string;
  iia_id: string;
  hash: string;
  gone_at: Date | null;
  doc: Json;
}

interface PartnerVersionsTable {
  hei_id: string;
  partner_hei_id: string;
  iia_id: string;
  version: number;
  doc: Json;
}

interface TimelineTable {
  id: GeneratedAlways<string>;
  hei_id: string;
  iia_id: string | null;
  /** Of what belongs to a student's mobility: who gave the id, and the id. */
  sending_hei_id: string | null;
  omobility_id: string | null;
  doc: Json;
}

/** What nominations are asked for by, on both sides. */
interface NominationColumns {
  status: NominationStatus;
  academic_year: string;
  activity: Activity;
  /** Our id of the agreement that gives the place. */
  agreement_id: string | null;
  isced_f_code: string;
  eqf_level: number;
  changed_at: Date;
  doc: Json;
}

interface OmobilitiesTable extends NominationColumns {
  hei_id: string;
  id: string;
  partner_hei_id: string;
  revision: number;
  stage: "draft" | "sent";
  global_id: string;
}

interface ImobilitiesTable extends NominationColumns {
  hei_id: string;
  partner_hei_id: string;
  id: string;
  revision: number;
  gone_at: Date | null;
}

interface OmobilityVersionsTable {
  hei_id: string;
  omobility_id: string;
  version: number;
  doc: Json;
}

interface ImobilityVersionsTable {
  hei_id: string;
  partner_hei_id: string;
  imobility_id: string;
  version: number;
  doc: Json;
}

/** When what mobilities show to the partner changed last. The index pulls of agreements had their times here before 007. */
interface PartnershipsTable {
  hei_id: string;
  partner_hei_id: string;
  mobilities_changed_at: Date | null;
}

/** Partners that are looked at periodically, by API, and the times of that. */
interface PullsTable {
  hei_id: string;
  partner_hei_id: string;
  api: string;
  pulled_at: Date | null;
  swept_at: Date | null;
  pull_asked_at: Date | null;
  sweep_asked_at: Date | null;
}

/** Institutions that share nothing yet, and when ours last asked them. */
interface SurveysTable {
  hei_id: string;
  partner_hei_id: string;
  asked_at: Date;
  answered: boolean;
}

export interface OutboxTable {
  id: GeneratedAlways<string>;
  kind: DeliveryKind;
  hei_id: string;
  partner_hei_id: string;
  object_id: string;
  state: DeliveryState;
  attempts: number;
  due_at: Date;
  created_at: Date;
  ended_at: Date | null;
  reason: string | null;
  exchange_id: string | null;
}

interface OutgoingLasTable {
  hei_id: string;
  omobility_id: string;
  partner_hei_id: string;
  revision: number;
  /** Whether the partner may fetch it. */
  served: boolean;
  academic_year: string;
  mobility_type: string;
  global_id: string;
  /** Proposals that were sent and not taken back. */
  versions: number;
  /** Whether there is a version after an approved one. */
  modified: boolean;
  latest: string | null;
  changed_at: Date;
  doc: Json;
}

interface IncomingLasTable {
  hei_id: string;
  partner_hei_id: string;
  omobility_id: string;
  revision: number;
  academic_year: string;
  gone: boolean;
  some_approved: boolean;
  /** Null where nothing counts. */
  latest: string | null;
  changed_at: Date;
  doc: Json;
}

/** What was served, by us or by the partner. */
interface LaVersionsTable {
  hei_id: string;
  sending_hei_id: string;
  omobility_id: string;
  version: number;
  at: Date;
  exchange_id: string | null;
  doc: Json;
}

interface InstitutionsTable {
  hei_id: string;
  revision: number;
  doc: Json;
}

interface CoursesTable {
  hei_id: string;
  los_id: string;
  /** Not of removed courses. */
  los_code: string | null;
  ounit_id: string | null;
  removed: boolean;
  /** Never runs backwards within an institution. */
  changed_at: Date;
  doc: Json;
}

interface IssuedTranscriptsTable {
  hei_id: string;
  partner_hei_id: string;
  omobility_id: string;
  revision: number;
  stage: "issued" | "withdrawn";
  academic_year_id: string;
  /** Never runs backwards within a partnership. */
  changed_at: Date;
  doc: Json;
}

interface IssuedTranscriptVersionsTable {
  hei_id: string;
  partner_hei_id: string;
  omobility_id: string;
  revision: number;
  doc: Json;
}

interface ReceivedTranscriptsTable {
  hei_id: string;
  partner_hei_id: string;
  omobility_id: string;
  revision: number;
  gone_at: Date | null;
  doc: Json;
}

/** Versions of partners' transcripts, and what was recognised of them. */
interface TranscriptVersionsTable {
  hei_id: string;
  partner_hei_id: string;
  omobility_id: string;
  version: number;
  doc: Json;
}

interface GradeScalesTable {
  hei_id: string;
  doc: Json;
}

interface OunitsTable {
  hei_id: string;
  id: string;
  code: string;
  parent_id: string | null;
  revision: number;
  doc: Json;
}

interface FactsheetsTable {
  hei_id: string;
  revision: number;
  doc: Json;
}

interface SealedKeysTable {
  hei_id: string;
  purpose: "client" | "server";
  fingerprint: string;
  sealed: string;
  created_at: Date;
  /** Since when the catalogue shows it. */
  seen_at: Date | null;
  /** Since when it signs, or signed. */
  used_at: Date | null;
  retired_at: Date | null;
}

/** Keys that are no longer published; their private part is gone. */
interface WithdrawnKeysTable extends Omit<SealedKeysTable, "sealed"> {
  withdrawn_at: Date;
  compromised: boolean;
}

interface DataKeysTable {
  purpose: string;
  sealed: string;
  created_at: Date;
}

/** The master secret under which everything is sealed: one row, or none before the first process. */
interface MasterSealTable {
  only_row: GeneratedAlways<boolean>;
  fingerprint: string;
  since: Date;
}

interface FilesTable {
  hei_id: string;
  id: string;
  media_type: string;
  bytes: Buffer;
  created_at: Date;
}

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

interface ApiTokensTable {
  id: string;
  name: string;
  hash: string;
  scopes: string[];
  hei_ids: string[] | null;
  created_at: Date;
  expires_at: Date | null;
  revoked_at: Date | null;
  last_used_at: Date | null;
}

interface IdempotencyTable {
  token_id: string;
  key: string;
  request_hash: string;
  claimed_at: Date;
  /** Of what the request creates. Null where a version before 005 claimed. */
  object_id: string | null;
  status: number | null;
  headers: Json | null;
  body: string | null;
}

export interface Tables {
  agreements: AgreementsTable;
  agreement_versions: AgreementVersionsTable;
  partner_copies: PartnerCopiesTable;
  partner_versions: PartnerVersionsTable;
  timeline: TimelineTable;
  partnerships: PartnershipsTable;
  surveys: SurveysTable;
  pulls: PullsTable;
  omobilities: OmobilitiesTable;
  omobility_versions: OmobilityVersionsTable;
  imobilities: ImobilitiesTable;
  imobility_versions: ImobilityVersionsTable;
  outbox: OutboxTable;
  outgoing_las: OutgoingLasTable;
  incoming_las: IncomingLasTable;
  la_versions: LaVersionsTable;
  institutions: InstitutionsTable;
  courses: CoursesTable;
  issued_transcripts: IssuedTranscriptsTable;
  issued_transcript_versions: IssuedTranscriptVersionsTable;
  received_transcripts: ReceivedTranscriptsTable;
  received_transcript_versions: TranscriptVersionsTable;
  recognition_decisions: TranscriptVersionsTable;
  grade_scales: GradeScalesTable;
  ounits: OunitsTable;
  factsheets: FactsheetsTable;
  sealed_keys: SealedKeysTable;
  withdrawn_keys: WithdrawnKeysTable;
  data_keys: DataKeysTable;
  master_seal: MasterSealTable;
  files: FilesTable;
  bodies: BodiesTable;
  exchanges: ExchangesTable;
  sealed_bodies: SealedBodiesTable;
  signing_keys: SigningKeysTable;
  evidence_chains: EvidenceChainsTable;
  evidence_blocks: EvidenceBlocksTable;
  evidence_removals: EvidenceRemovalsTable;
  api_tokens: ApiTokensTable;
  idempotency: IdempotencyTable;
}

