import { sql, type Kysely } from "kysely";
import { type AuditEntry, type AuditFilter, type AuditStore, type ChainedEntry, entryHash, NO_ENTRY } from "../../domain/audit/model.js";
import type { EvidenceSeal } from "../../domain/evidence/ports.js";
import type { PageRequest } from "../../domain/page.js";
import { oneWriter } from "../evidence/one-writer.js";
import { pageOf, readNumberCursor } from "../sql/cursor.js";
import { refusing } from "../sql/failures.js";
import type { Tables } from "../sql/tables.js";
import { sealOf, toEntry } from "./rows.js";
import { verifyAudit } from "./verify-audit.js";

/** Any number that nothing else locks: processes write one after the other. */
const LOCK = 726_201_705;

/** The audit log: one chain per database, whatever process writes. */
export const auditStore = (db: Kysely<Tables>, seal: () => Promise<EvidenceSeal>): AuditStore => {
  const write = oneWriter<AuditEntry>((entries) => refusing(() => append(db, entries, seal)));
  return {
    append: (entry) => write([entry]),
    list: async (filter, page) => pageOf(await rowsOf(db, filter, page), page, toEntry, ({ number }) => Buffer.from(JSON.stringify([number])).toString("base64url")),
    verify: async (known = []) => verifyAudit(db, await seal(), known),
  };
};

const append = async (db: Kysely<Tables>, entries: readonly AuditEntry[], sealing: () => Promise<EvidenceSeal>): Promise<void> => {
  const seal = await sealing();
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx);
    const last = await tx.selectFrom("audit_entries").select(["number", "hash"]).orderBy("number", "desc").limit(1).executeTakeFirst();
    let [number, previous] = [Number(last?.number ?? 0), last?.hash ?? NO_ENTRY];
    const rows = entries.map((entry) => {
      const placed = { ...entry, number: number + 1, previous };
      [number, previous] = [placed.number, entryHash(placed)];
      return rowOf({ ...placed, hash: previous }, sealOf(seal, previous));
    });
    await tx.insertInto("audit_entries").values(rows).execute();
  });
};

const rowOf = ({ number, at, actor, callerId, operation, heiId, objects, filters, found, status, requestId, previous, hash }: ChainedEntry, seal: Buffer) => ({
  number: String(number), at, actor, caller_id: callerId ?? null, operation, hei_id: heiId ?? null, objects: [...objects], filters: [...filters], found: found ?? null, status, request_id: requestId, previous, hash, seal,
});

const rowsOf = (db: Kysely<Tables>, { heiIds, callerId, operation, object, since, until }: AuditFilter, page: PageRequest) => {
  const before = readNumberCursor(page);
  let query = db.selectFrom("audit_entries").selectAll().orderBy("number", "desc").limit(page.limit + 1);
  if (before !== undefined) query = query.where("number", "<", before);
  if (heiIds) query = query.where(sql<boolean>`hei_id = any(${[...heiIds]}::text[])`);
  if (callerId !== undefined) query = query.where("caller_id", "=", callerId);
  if (operation !== undefined) query = query.where("operation", "=", operation);
  if (object !== undefined) query = query.where(sql<boolean>`objects @> array[${object}]::text[]`);
  if (since) query = query.where("at", ">=", since);
  if (until) query = query.where("at", "<", until);
  return query.execute();
};
