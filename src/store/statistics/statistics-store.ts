import { sql, type Kysely } from "kysely";
import type { Counted, RecordSet, StatisticsStore } from "../../domain/statistics/model.js";
import type { Tables } from "../sql/tables.js";

/** Sums over the changes of what is counted: triggers write them with the records (migration 016), whichever version of the program does. */
export const statisticsStore = (db: Kysely<Tables>): StatisticsStore => ({ counted: (heiId, set) => readCounts(db, heiId, set), putTogether: () => foldCounts(db) });

export const readCounts = async (db: Kysely<Tables>, heiId: string, set: RecordSet): Promise<readonly Counted[]> => {
  const { rows } = await sql<{ academic_year: string; counted_as: string; present: string; gone: string }>`
    select academic_year, counted_as, coalesce(sum(count) filter (where not removed), 0) as present, coalesce(sum(count) filter (where removed), 0) as gone
    from record_counts where hei_id = ${heiId} and counted = ${set} group by academic_year, counted_as having sum(count) > 0 order by academic_year, counted_as`.execute(db);
  return rows.map((row) => ({ academicYear: row.academic_year, words: row.counted_as.split(" "), count: Number(row.present), removed: Number(row.gone) }));
};

/** Puts equal rows together where there are any; what is counted meanwhile stays beside them. One statement: a reader sees the rows or their sum. */
const foldCounts = async (db: Kysely<Tables>): Promise<void> => {
  await sql`
    with folded as (delete from record_counts where (select count(*) > count(distinct (hei_id, counted, academic_year, counted_as, removed)) from record_counts) returning *)
    insert into record_counts select hei_id, counted, academic_year, counted_as, removed, sum(count) from folded group by 1, 2, 3, 4, 5 having sum(count) <> 0`.execute(db);
};

/** The condition of a list for what a number counts. */
export const countedAs = (words: readonly string[]) => sql<boolean>`string_to_array(counted_as, ' ') @> ${[...words]}::text[]`;
