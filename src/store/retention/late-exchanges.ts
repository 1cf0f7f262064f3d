/** Exchanges that were not in the chain yet when the record that they carried was removed: still in some process's memory, or of a former version. */
import { type Kysely, sql } from "kysely";
import type { EvidenceSeal } from "../../domain/evidence/ports.js";
import type { Clock } from "../../kernel/ports.js";
import { underMaintenanceLock } from "../evidence/maintenance-lock.js";
import { removeUnreferred } from "../evidence/remove-old.js";
import type { Tables } from "../sql/tables.js";
import { mentioning, type Partnership } from "./mentions.js";

export interface RetentionParts {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly seal: () => Promise<EvidenceSeal>;
}

/** What any process holds in memory is written long before this is over. */
const WRITTEN_AFTER_MS = 3_600_000;
const RECORDS_AT_ONCE = 500;

/** Looks for the exchanges of lately removed records once more, when all of their partnership are in the chain; then their ids are forgotten. */
export const removeLate = async (parts: RetentionParts, until: number): Promise<{ readonly exchanges: number; readonly finished: boolean }> => {
  let exchanges = 0;
  for (let late = await nextLate(parts); late; late = await nextLate(parts)) {
    const removed = parts.clock.now().getTime() > until ? undefined : await removeOf(parts, late);
    if (removed === undefined) return { exchanges, finished: false };
    exchanges += removed;
  }
  return { exchanges, finished: true };
};

interface Late extends Partnership {
  readonly ids: readonly string[];
  readonly before: Date;
}

const nextLate = async ({ db, clock }: RetentionParts): Promise<Late | undefined> => {
  const before = new Date(clock.now().getTime() - WRITTEN_AFTER_MS);
  const { rows } = await sql<{ hei_id: string; partner_hei_id: string; object_id: string }>`
    select distinct hei_id, partner_hei_id, object_id from removed_lately l where removed_at <= ${before}
    and not exists (select from exchanges e where e.hei_id = l.hei_id and e.partner_hei_id = l.partner_hei_id and e.chain is null)
    order by hei_id, partner_hei_id, object_id limit ${RECORDS_AT_ONCE}`.execute(db);
  const [first] = rows;
  const same = rows.filter((row) => row.hei_id === first?.hei_id && row.partner_hei_id === first.partner_hei_id);
  return first && { heiId: first.hei_id, partnerHeiId: first.partner_hei_id, ids: same.map((row) => row.object_id), before };
};

const removeOf = async ({ db, clock, seal }: RetentionParts, { heiId, partnerHeiId, ids, before }: Late): Promise<number | undefined> => {
  const opened = await seal();
  const named = await mentioning(db, opened, { heiId, partnerHeiId }, ids);
  return underMaintenanceLock(db, async (tx) => {
    const removed = await removeUnreferred(tx, opened, named, clock.now());
    await tx.deleteFrom("removed_lately").where("hei_id", "=", heiId).where("partner_hei_id", "=", partnerHeiId).where("object_id", "in", ids).where("removed_at", "<=", before).execute();
    return removed;
  });
};
