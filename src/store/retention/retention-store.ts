import { sql, type Transaction } from "kysely";
import { type KeepRecords, RECORD_KINDS, type RecordKind, type RecordRetention } from "../../domain/retention/model.js";
import { type HeiId, heiId } from "../../kernel/ids.js";
import { lockPartnerships } from "../changes/partnership.js";
import { underMaintenanceLock } from "../evidence/maintenance-lock.js";
import { removeUnreferred } from "../evidence/remove-old.js";
import type { Tables } from "../sql/tables.js";
import { KINDS } from "./kinds.js";
import { removeLate, type RetentionParts } from "./late-exchanges.js";
import { mentioning } from "./mentions.js";
import { isOpen, isOverdue, overdue } from "./overdue.js";
import { isRemoved, rememberRemoved } from "./removed.js";

/** Exchanges of the partnership are opened once for so many records. */
const RECORDS_AT_ONCE = 500;

/** Records of one kind and one partnership that can go. */
interface Batch {
  readonly kind: RecordKind;
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  readonly ids: readonly string[];
}

/** Removes students' records after their time, with all that carries them. */
export const retentionStore = (parts: RetentionParts): RecordRetention => ({
  isRemoved: (kind, key) => isRemoved(parts.db, kind, key),
  overdue: (keep) => overdue(parts.db, keep, parts.clock.now()),
  remove: async (keep, { seconds }) => {
    const until = parts.clock.now().getTime() + seconds * 1000;
    const total = { records: 0, exchanges: 0 };
    for (const kind of RECORD_KINDS) {
      for (let batch = await nextBatch(parts, kind, keep); batch; batch = await nextBatch(parts, kind, keep)) {
        const removed = parts.clock.now().getTime() > until ? undefined : await removeBatch(parts, batch, keep);
        if (!removed) return { ...total, finished: false };
        total.records += removed.records;
        total.exchanges += removed.exchanges;
      }
    }
    const late = await removeLate(parts, until);
    return { ...total, exchanges: total.exchanges + late.exchanges, finished: late.finished };
  },
});

const removable = (kind: RecordKind, keep: KeepRecords, now: Date) => sql<boolean>`${isOverdue(kind, keep, now)} and not ${isOpen(kind, keep, now)}`;

const nextBatch = async ({ db, clock }: RetentionParts, kind: RecordKind, keep: KeepRecords): Promise<Batch | undefined> => {
  const { table, id } = KINDS[kind];
  const { rows } = await sql<{ hei_id: string; partner_hei_id: string; id: string }>`
    select r.hei_id, r.partner_hei_id, r.${sql.raw(id)} as id from ${sql.table(table)} r where ${removable(kind, keep, clock.now())}
    order by r.hei_id, r.partner_hei_id limit ${RECORDS_AT_ONCE}`.execute(db);
  const [first] = rows;
  if (!first) return undefined;
  const same = rows.filter((row) => row.hei_id === first.hei_id && row.partner_hei_id === first.partner_hei_id);
  return { kind, heiId: heiId(first.hei_id), partnerHeiId: heiId(first.partner_hei_id), ids: same.map((row) => row.id) };
};

/** The exchanges are looked through before the locks, since that takes its time. Undefined when another process removes something; nothing is removed when a record changed meanwhile. */
const removeBatch = async ({ db, clock, seal }: RetentionParts, batch: Batch, keep: KeepRecords) => {
  const { kind, ids } = batch;
  const opened = await seal();
  const exchanges = await mentioning(db, opened, batch, ids);
  return underMaintenanceLock(db, async (tx) => {
    const now = clock.now();
    await lockPartnerships(tx, batch.heiId, [batch.partnerHeiId]);
    const { rows: [still] } = await sql<{ count: string }>`select count(*) from ${sql.table(KINDS[kind].table)} r where ${among(batch, KINDS[kind].id)} and ${ofPartner(batch)} and ${removable(kind, keep, now)}`.execute(tx);
    if (Number(still?.count) !== ids.length) return { records: 0, exchanges: 0 };
    await removeRecords(tx, batch);
    await rememberRemoved(tx, kind, ids.map((objectId) => ({ ...batch, objectId })), now);
    await removeTraces(tx, batch);
    return { records: ids.length, exchanges: await removeUnreferred(tx, opened, exchanges, now) };
  });
};

const among = ({ heiId, ids }: Batch, id: string) => sql<boolean>`hei_id = ${heiId} and ${sql.ref(id)} = any(${[...ids]}::text[])`;
const ofPartner = ({ partnerHeiId }: Batch) => sql<boolean>`partner_hei_id = ${partnerHeiId}`;
const senderOf = ({ kind, heiId, partnerHeiId }: Batch): HeiId => (KINDS[kind].sendingHeiId === "hei_id" ? heiId : partnerHeiId);

const removeRecords = async (tx: Transaction<Tables>, batch: Batch): Promise<void> => {
  const { table, id, versions, fileId } = KINDS[batch.kind];
  if (fileId !== undefined) await removeFiles(tx, batch, fileId);
  await sql`delete from ${sql.table(table)} where ${among(batch, id)} and ${ofPartner(batch)}`.execute(tx);
  for (const { table: versionTable, id: versionId, by } of versions) {
    const whose = by === undefined ? sql`true` : sql`${sql.ref(by)} = ${by === "sending_hei_id" ? senderOf(batch) : batch.partnerHeiId}`;
    await sql`delete from ${sql.table(versionTable)} where ${among(batch, versionId)} and ${whose}`.execute(tx);
  }
};

/** Files that were uploaded for these records and that no agreement has. */
const removeFiles = async (tx: Transaction<Tables>, batch: Batch, fileId: string): Promise<void> => {
  const { table, id, versions } = KINDS[batch.kind];
  const named = [{ table, id }, ...versions].map((of) => sql`select ${sql.raw(fileId)} from ${sql.table(of.table)} where ${among(batch, of.id)} and ${ofPartner(batch)}`);
  await sql`delete from files f where f.hei_id = ${batch.heiId} and f.id in (${sql.join(named, sql` union `)})
    and not exists (select from agreements a where a.hei_id = f.hei_id and f.id = any(a.file_ids))`.execute(tx);
};

/** Deliveries that ended, with what the partner said to them; the timeline with the last record of the mobility. */
const removeTraces = async (tx: Transaction<Tables>, batch: Batch): Promise<void> => {
  const { deliveries, sendingHeiId } = KINDS[batch.kind];
  await sql`delete from outbox where ${among(batch, "object_id")} and ${ofPartner(batch)} and kind = any(${[...deliveries]}::text[])`.execute(tx);
  const others = RECORD_KINDS.map((kind) => KINDS[kind]).filter((other) => other.sendingHeiId === sendingHeiId).map(({ table, id }) => sql`
    exists (select from ${sql.table(table)} r where r.hei_id = ${batch.heiId} and r.partner_hei_id = ${batch.partnerHeiId} and r.${sql.raw(id)} = t.omobility_id)`);
  await sql`delete from timeline t where ${among(batch, "omobility_id")} and sending_hei_id = ${senderOf(batch)} and not (${sql.join(others, sql` or `)})`.execute(tx);
};
