import type { Generated, GeneratedAlways } from "kysely";
import type { DeliveryKind, DeliveryState } from "../../outbox/model.js";
import type { EvidenceTables } from "./evidence-tables.js";
import type { ImportsTable } from "./imports-table.js";
import type { Json } from "./json.js";
import type { WebhookTables } from "./webhook-tables.js";
import type { OfficeTables } from "./office-tables.js";
import type { MobilityTables } from "./mobility-tables.js";
import type { PeopleTables } from "./people-tables.js";

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
  /** In the change feed; null until it is numbered. */
  position: string | null;
}

/** The highest position that was given: one row, or none before the first. */
interface FeedHeadTable {
  id: number;
  position: string;
}

/** Up to which position entries of the feed were removed. */
interface FeedFloorsTable {
  hei_id: string;
  position: string;
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
  taken_along: Generated<boolean>;
}

interface InstitutionsTable {
  hei_id: string;
  revision: number;
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

export interface Tables extends MobilityTables, EvidenceTables, PeopleTables, WebhookTables, OfficeTables {
  agreements: AgreementsTable;
  agreement_versions: AgreementVersionsTable;
  partner_copies: PartnerCopiesTable;
  partner_versions: PartnerVersionsTable;
  timeline: TimelineTable;
  feed_head: FeedHeadTable;
  feed_floors: FeedFloorsTable;
  partnerships: PartnershipsTable;
  surveys: SurveysTable;
  pulls: PullsTable;
  outbox: OutboxTable;
  institutions: InstitutionsTable;
  ounits: OunitsTable;
  factsheets: FactsheetsTable;
  sealed_keys: SealedKeysTable;
  withdrawn_keys: WithdrawnKeysTable;
  data_keys: DataKeysTable;
  master_seal: MasterSealTable;
  files: FilesTable;
  api_tokens: ApiTokensTable;
  idempotency: IdempotencyTable;
  imports: ImportsTable;
}

