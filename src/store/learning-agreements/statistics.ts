import { sql, type Kysely } from "kysely";
import type { LaStore } from "../../domain/learning-agreements/ports.js";
import type { Tables } from "../sql/tables.js";

/** The portal skips earlier years (PROTOCOL 6.7). */
const FIRST_YEAR = "2021";

const countIf = (condition: string) => sql<string>`count(*) filter (where ${sql.raw(condition)})`;

export const laStatistics = (db: Kysely<Tables>): Pick<LaStore, "outgoingStatistics" | "incomingStatistics"> => ({
  outgoingStatistics: async (heiId) => {
    const rows = await db.selectFrom("outgoing_las").where("hei_id", "=", heiId).where("versions", ">", 0).where("academic_year", ">=", FIRST_YEAR)
      .select([
        "academic_year", countIf("true").as("total"), countIf("versions = 1 and latest = 'approved'").as("untouched"), countIf("modified").as("modified"),
        countIf("latest = 'approved'").as("approved"), countIf("latest = 'rejected'").as("rejected"), countIf("latest = 'awaiting'").as("awaiting"),
      ]).groupBy("academic_year").orderBy("academic_year").execute();
    return rows.map((row) => ({
      receivingAcademicYear: row.academic_year, total: Number(row.total), notModifiedAfterApproval: Number(row.untouched), modifiedAfterApproval: Number(row.modified),
      latestVersionApproved: Number(row.approved), latestVersionRejected: Number(row.rejected), latestVersionAwaiting: Number(row.awaiting),
    }));
  },
  incomingStatistics: async (heiId) => {
    const rows = await db.selectFrom("incoming_las").where("hei_id", "=", heiId).where("latest", "is not", null).where("academic_year", ">=", FIRST_YEAR)
      .select([
        "academic_year", countIf("true").as("total"), countIf("some_approved").as("some"),
        countIf("latest = 'approved'").as("approved"), countIf("latest = 'rejected'").as("rejected"), countIf("latest = 'awaiting'").as("awaiting"),
      ]).groupBy("academic_year").orderBy("academic_year").execute();
    return rows.map((row) => ({
      receivingAcademicYear: row.academic_year, total: Number(row.total), someVersionApproved: Number(row.some),
      latestVersionApproved: Number(row.approved), latestVersionRejected: Number(row.rejected), latestVersionAwaiting: Number(row.awaiting),
    }));
  },
});
