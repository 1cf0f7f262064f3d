import { sql, type Kysely } from "kysely";
import type { NominationStore } from "../../domain/nominations/ports.js";
import type { Student } from "../../domain/mobilities/student.js";
import type { Activity, Omobility } from "../../domain/nominations/model.js";
import type { HeiId, OmobilityId } from "../../kernel/ids.js";
import { plain, yearsOf } from "../../domain/statistics/model.js";
import type { Tables } from "../sql/tables.js";
import { NOT_TOLD } from "./rows.js";
import { readCounts } from "../statistics/statistics-store.js";

interface SeatRow {
  readonly partner_hei_id: string;
  readonly agreement_id: string | null;
  readonly academic_year: string;
  readonly isced_f_code: string;
  readonly eqf_level: number;
  readonly activity: Activity;
  readonly nominated: string;
  readonly approved: string;
}

interface NominatedRow {
  readonly id: string;
  readonly partner_hei_id: string;
  readonly status: Omobility["status"];
  readonly academic_year: string;
  readonly term: string | null;
  readonly student: Student;
}

/** Numbers over all nominations: statistics from their sums, the ledger from an index alone. */
export const counts = (db: Kysely<Tables>): Pick<NominationStore, "statistics" | "seatCounts" | "nominated"> => ({
  statistics: async (heiId) => yearsOf("outgoing-nominations", await readCounts(db, heiId, "outgoing-nominations")).map((year) => ({ academicYear: year.academicYear, ...plain(year) })),
  nominated: async (heiId, partnerHeiIds) => {
    const { rows } = await sql<NominatedRow>`
      select id, partner_hei_id, status, academic_year, doc #>> '{proposal,content,term}' as term, doc #> '{student}' as student
      from omobilities where hei_id = ${heiId} and partner_hei_id = any(${partnerHeiIds}::text[])`.execute(db);
    return rows.map(({ id, partner_hei_id, status, academic_year, term, student: { globalId, birthDate, givenNames, familyNames } }) => ({
      id: id as OmobilityId, partnerHeiId: partner_hei_id as HeiId, status, academicYear: academic_year, ...(term !== null && { term }), student: { globalId, birthDate, givenNames, familyNames },
    }));
  },
  seatCounts: async (heiId, direction, { partnerHeiId, academicYear }) => {
    const from = direction === "outgoing" ? sql`omobilities where stage = 'sent'` : sql`imobilities where gone_at is null`;
    const { rows } = await sql<SeatRow>`
      select partner_hei_id, agreement_id, academic_year, isced_f_code, eqf_level, activity, count(*) as nominated, count(*) filter (where status = 'approved') as approved
      from ${from} and hei_id = ${heiId} and status in ('pending', 'approved')
        ${academicYear === undefined ? sql`` : sql`and academic_year = ${academicYear}`} ${partnerHeiId === undefined ? sql`` : sql`and partner_hei_id = ${partnerHeiId}`}
      group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`.execute(db);
    return rows.map((row) => ({
      partnerHeiId: row.partner_hei_id as HeiId, ...(row.agreement_id !== null && { agreementId: row.agreement_id }), academicYear: row.academic_year,
      ...(row.isced_f_code !== NOT_TOLD.iscedFCode && { iscedFCode: row.isced_f_code }), ...(row.eqf_level !== NOT_TOLD.eqfLevel && { eqfLevel: row.eqf_level }), activity: row.activity, nominated: Number(row.nominated), approved: Number(row.approved),
    }));
  },
});
