import type { Kysely } from "kysely";
import type { LaStore } from "../../domain/learning-agreements/ports.js";
import { plain, yearsOf } from "../../domain/statistics/model.js";
import type { Tables } from "../sql/tables.js";
import { readCounts } from "../statistics/statistics-store.js";

export const laStatistics = (db: Kysely<Tables>): Pick<LaStore, "outgoingStatistics" | "incomingStatistics"> => ({
  outgoingStatistics: async (heiId) => yearsOf("outgoing-learning-agreements", await readCounts(db, heiId, "outgoing-learning-agreements"))
    .map((year) => ({ receivingAcademicYear: year.academicYear, ...plain(year) })),
  incomingStatistics: async (heiId) => yearsOf("incoming-learning-agreements", await readCounts(db, heiId, "incoming-learning-agreements"))
    .map((year) => ({ receivingAcademicYear: year.academicYear, ...plain(year) })),
});
