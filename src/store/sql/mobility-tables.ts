import type { GeneratedAlways } from "kysely";
import type { Activity, NominationStatus } from "../../domain/nominations/model.js";
import type { OutgoingStage } from "../../domain/transcripts/outgoing/stage.js";
import type { RecordKind } from "../../domain/retention/model.js";
import type { RecordSet } from "../../domain/statistics/model.js";
import type { Json } from "./json.js";

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
  /** What it counts as in statistics; null where it does not count. */
  counted_as: GeneratedAlways<string | null>;
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
  /** What it counts as in statistics; null where it does not count. */
  counted_as: GeneratedAlways<string | null>;
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
  /** What it counts as in statistics; null where it does not count. */
  counted_as: GeneratedAlways<string | null>;
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

interface CoursesTable {
  hei_id: string;
  los_id: string;
  /** Not of removed courses. */
  los_code: string | null;
  ounit_id: string | null;
  removed: boolean;
  /** Never runs backwards within an institution. */
  changed_at: Date;
  revision: number;
  doc: Json;
}

interface IssuedTranscriptsTable {
  hei_id: string;
  partner_hei_id: string;
  omobility_id: string;
  revision: number;
  stage: OutgoingStage;
  /** Of the newest entry of `issued_transcript_versions`; 0 before the first. */
  version: number;
  academic_year_id: string;
  /** When what the partner reads changed last. Never runs backwards within a partnership. */
  changed_at: Date;
  doc: Json;
  /** What it counts as in statistics; null where it does not count. */
  counted_as: GeneratedAlways<string | null>;
}

interface IssuedTranscriptVersionsTable {
  hei_id: string;
  partner_hei_id: string;
  omobility_id: string;
  /** The version. */
  revision: number;
  doc: Json;
  pdf: Buffer | null;
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
  revision: number;
  doc: Json;
}

/** Changes of what is counted: the sum of equal rows is how many there are. */
interface RecordCountsTable {
  hei_id: string;
  counted: RecordSet;
  academic_year: string;
  counted_as: string;
  /** Whether retention removed what is counted. */
  removed: boolean;
  count: string;
}

interface RemovedRecordsTable {
  kind: RecordKind;
  digest: Buffer;
  removed_at: Date;
}

interface RemovedLatelyTable {
  kind: RecordKind;
  hei_id: string;
  partner_hei_id: string;
  object_id: string;
  removed_at: Date;
}

/** Nominations, learning agreements, transcripts and courses. */
export interface MobilityTables {
  omobilities: OmobilitiesTable;
  omobility_versions: OmobilityVersionsTable;
  imobilities: ImobilitiesTable;
  imobility_versions: ImobilityVersionsTable;
  outgoing_las: OutgoingLasTable;
  incoming_las: IncomingLasTable;
  la_versions: LaVersionsTable;
  courses: CoursesTable;
  issued_transcripts: IssuedTranscriptsTable;
  issued_transcript_versions: IssuedTranscriptVersionsTable;
  received_transcripts: ReceivedTranscriptsTable;
  received_transcript_versions: TranscriptVersionsTable;
  recognition_decisions: TranscriptVersionsTable;
  grade_scales: GradeScalesTable;
  record_counts: RecordCountsTable;
  removed_records: RemovedRecordsTable;
  removed_lately: RemovedLatelyTable;
}
