import { type Kysely, sql } from "kysely";
import { type KeepRecords, type Overdue, type OverdueRecords, RECORD_KINDS, type RecordKind } from "../../domain/retention/model.js";
import type { Tables } from "../sql/tables.js";
import { type KindOfRecord, KINDS } from "./kinds.js";

const DAY_MS = 86_400_000;

/** What the time of a record `r` counts from: an academic year such as `2026/2027`, wherever it is, is over when its last calendar year is. */
const endOf = ({ changedAt, academicYear }: KindOfRecord) =>
  sql`greatest(${sql.raw(changedAt)}, case when ${sql.raw(academicYear)} ~ '^[0-9]{4}/[0-9]{4}$' then make_timestamptz(right(${sql.raw(academicYear)}, 4)::int + 1, 1, 1, 0, 0, 0, 'UTC') end)`;
const before = (now: Date, days: number) => sql`${new Date(now.getTime() - days * DAY_MS)}::timestamptz`;

/** Whether a record `r` is past its time. */
export const isOverdue = (kind: RecordKind, keep: KeepRecords, now: Date) =>
  sql<boolean>`${endOf(KINDS[kind])} < case when ${sql.raw(KINDS[kind].isFinished)} then ${before(now, keep[kind])} else ${before(now, keep.unfinished)} end`;

/** Whether the procedure of a record `r` is still open. What nobody decided for as long as a finished record is kept is not decided any more. */
export const isOpen = (kind: RecordKind, keep: KeepRecords, now: Date) => {
  const { isOpen: isUndecided, id, deliveries } = KINDS[kind];
  return sql<boolean>`((${sql.raw(isUndecided)} and ${endOf(KINDS[kind])} >= ${before(now, keep[kind])}) or exists (select from outbox o where o.hei_id = r.hei_id and o.partner_hei_id = r.partner_hei_id
    and o.kind = any(${[...deliveries]}::text[]) and o.object_id = r.${sql.raw(id)} and o.state in ('waiting', 'leased')))`;
};

export const overdue = async (db: Kysely<Tables>, keep: KeepRecords, now: Date): Promise<OverdueRecords> => {
  const counted: [RecordKind, Overdue][] = [];
  for (const kind of RECORD_KINDS) {
    const { rows: [row] } = await sql<{ due: string; open: string; removed: string }>`
      select count(*) filter (where not is_open) as due, count(*) filter (where is_open) as open, (select count(*) from removed_records where kind = ${kind}) as removed
      from (select ${isOpen(kind, keep, now)} as is_open from ${sql.table(KINDS[kind].table)} r where ${isOverdue(kind, keep, now)}) found`.execute(db);
    counted.push([kind, { due: Number(row?.due), open: Number(row?.open), removed: Number(row?.removed) }]);
  }
  return Object.fromEntries(counted) as unknown as OverdueRecords;
};
