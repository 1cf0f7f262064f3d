import type { RecordKind } from "../../domain/retention/model.js";
import type { DeliveryKind } from "../../outbox/model.js";

/** What retention has to know of a kind of record, as SQL over its table `r`. Nothing in it comes from outside. */
export interface KindOfRecord {
  readonly table: string;
  /** Column of the id that the sending institution gave. */
  readonly id: string;
  /** Which institution gave the id. */
  readonly sendingHeiId: "hei_id" | "partner_hei_id";
  readonly changedAt: string;
  readonly academicYear: string;
  /** Something came of it. */
  readonly isFinished: string;
  /** Somebody has still to answer or to decide. */
  readonly isOpen: string;
  /** Deliveries about it; while one waits, it is not over. */
  readonly deliveries: readonly DeliveryKind[];
  /** Of uploaded files that go with it, over the table and its versions. */
  readonly fileId?: string;
  /** Tables that go with it: the column of the id, and the one that says whose it is where ids of several institutions are in it. */
  readonly versions: readonly { readonly table: string; readonly id: string; readonly by?: "partner_hei_id" | "sending_hei_id" }[];
}

const ours = { sendingHeiId: "hei_id" } as const;
const theirs = { sendingHeiId: "partner_hei_id" } as const;
const OMOBILITY = "omobility_id";
const newestDecision = (of: string) =>
  `(select ${of} from recognition_decisions d where d.hei_id = r.hei_id and d.partner_hei_id = r.partner_hei_id and d.omobility_id = r.omobility_id order by d.version desc limit 1)`;

export const KINDS: Readonly<Record<RecordKind, KindOfRecord>> = {
  "outgoing-nominations": {
    table: "omobilities", id: "id", ...ours, changedAt: "r.changed_at", academicYear: "r.academic_year",
    isFinished: "r.stage = 'sent' and r.status = 'approved'", isOpen: "r.stage = 'sent' and r.status = 'pending'",
    deliveries: ["omobility-cnr", "refresh-imobility"], versions: [{ table: "omobility_versions", id: OMOBILITY }],
  },
  "incoming-nominations": {
    table: "imobilities", id: "id", ...theirs, changedAt: "r.changed_at", academicYear: "r.academic_year",
    isFinished: "r.gone_at is null and r.status = 'approved'", isOpen: "r.gone_at is null and r.status = 'pending'",
    deliveries: ["imobility-cnr", "refresh-omobility"], versions: [{ table: "imobility_versions", id: "imobility_id", by: "partner_hei_id" }],
  },
  "outgoing-learning-agreements": {
    table: "outgoing_las", id: OMOBILITY, ...ours, changedAt: "r.changed_at", academicYear: "r.academic_year",
    isFinished: "r.doc ? 'firstVersion' and not r.doc ? 'deletedAt'", isOpen: "r.latest is not distinct from 'awaiting'",
    deliveries: ["omobility-la-cnr"], versions: [{ table: "la_versions", id: OMOBILITY, by: "sending_hei_id" }],
  },
  "incoming-learning-agreements": {
    table: "incoming_las", id: OMOBILITY, ...theirs, changedAt: "r.changed_at", academicYear: "r.academic_year",
    isFinished: "r.some_approved", isOpen: "not r.gone and r.latest is not distinct from 'awaiting'",
    deliveries: ["refresh-omobility-la", "update-omobility-la"], versions: [{ table: "la_versions", id: OMOBILITY, by: "sending_hei_id" }],
  },
  "outgoing-transcripts": {
    table: "issued_transcripts", id: OMOBILITY, ...theirs, changedAt: "r.changed_at", academicYear: "r.academic_year_id",
    isFinished: "r.stage = 'issued'", isOpen: "false", fileId: "unnest(array[doc #>> '{content,pdfFileId}', doc ->> 'issuedPdfFileId'])",
    deliveries: ["imobility-tor-cnr"], versions: [{ table: "issued_transcript_versions", id: OMOBILITY, by: "partner_hei_id" }],
  },
  "incoming-transcripts": {
    table: "received_transcripts", id: OMOBILITY, ...ours, academicYear: "r.doc #>> '{current,transcript,academicYearId}'",
    changedAt: `greatest((r.doc #>> '{current,receivedAt}')::timestamptz, ${newestDecision("(d.doc ->> 'at')::timestamptz")})`,
    isFinished: `${newestDecision("true")} is not null`, isOpen: `r.gone_at is null and coalesce(${newestDecision("d.doc ->> 'status'")}, 'open') = 'open'`,
    deliveries: ["refresh-imobility-tor"],
    versions: [{ table: "received_transcript_versions", id: OMOBILITY, by: "partner_hei_id" }, { table: "recognition_decisions", id: OMOBILITY, by: "partner_hei_id" }],
  },
};
