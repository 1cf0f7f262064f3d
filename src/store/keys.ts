import { sql, type Kysely, type Selectable } from "kysely";
import type { HostKey } from "../domain/keys/model.js";
import type { KeyStore } from "../domain/keys/ports.js";
import { unavailable } from "../kernel/errors.js";
import type { HeiId } from "../kernel/ids.js";
import type { Tables } from "./sql/tables.js";

type Row = Omit<Selectable<Tables["sealed_keys"]>, "sealed"> & Partial<Pick<Selectable<Tables["withdrawn_keys"]>, "withdrawn_at" | "compromised">> & { readonly sealed?: string };

const toKey = (row: Row): HostKey => ({
  heiId: row.hei_id as HeiId, purpose: row.purpose, fingerprint: row.fingerprint, createdAt: row.created_at,
  ...(row.sealed !== undefined && { sealed: row.sealed }),
  ...(row.seen_at && { seenAt: row.seen_at }),
  ...(row.used_at && { usedAt: row.used_at }),
  ...(row.retired_at && { retiredAt: row.retired_at }),
  ...(row.withdrawn_at && { withdrawnAt: row.withdrawn_at }),
  ...(row.compromised && { compromised: true as const }),
});

const toRow = (key: HostKey) => ({
  hei_id: key.heiId, purpose: key.purpose, fingerprint: key.fingerprint, created_at: key.createdAt,
  seen_at: key.seenAt ?? null, used_at: key.usedAt ?? null, retired_at: key.retiredAt ?? null,
});

const keysOf = async (db: Kysely<Tables>, heiId: HeiId): Promise<HostKey[]> => {
  const live = await db.selectFrom("sealed_keys").selectAll().where("hei_id", "=", heiId).execute();
  const gone = await db.selectFrom("withdrawn_keys").selectAll().where("hei_id", "=", heiId).execute();
  return [...live, ...gone].map(toKey).sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.fingerprint < b.fingerprint ? -1 : 1));
};

/** The private keys of our institutions, sealed, and what is left of those that were withdrawn. */
export const keyStore = (db: Kysely<Tables>): KeyStore => ({
  list: (heiId) => keysOf(db, heiId),
  change: (heiId, seal, decide) => db.transaction().execute(async (trx) => {
    // Whoever seals everything anew takes the same lock for all.
    const { rows: [inForce] } = await sql<{ fingerprint: string }>`select fingerprint from master_seal for share`.execute(trx);
    if (inForce && inForce.fingerprint !== seal) {
      throw unavailable("The master secret of this node was changed; start this process anew with the new one before keys are changed.");
    }
    await sql`select pg_advisory_xact_lock(hashtextextended(${`keys of ${heiId}`}, 0))`.execute(trx);
    const before = await keysOf(trx, heiId);
    const after = decide(before);
    for (const key of after) if (!before.includes(key)) await write(trx, key);
    return after;
  }),
  marks: async () => {
    const marks = sql<string>`string_agg(concat_ws(' ', fingerprint, used_at, retired_at), ',' order by fingerprint)`;
    const rows = await db.selectFrom("sealed_keys").select(["hei_id", marks.as("mark")]).groupBy("hei_id").execute();
    return new Map(rows.map(({ hei_id, mark }) => [hei_id as HeiId, mark]));
  },
  waiting: async (retiredBefore) => {
    const rows = await db.selectFrom("sealed_keys").select("hei_id").distinct().where((is) => is.or([is("used_at", "is", null), is("retired_at", "<=", retiredBefore)])).execute();
    return rows.map((row) => row.hei_id as HeiId);
  },
});

const write = async (trx: Kysely<Tables>, key: HostKey): Promise<void> => {
  const row = toRow(key);
  const { sealed, withdrawnAt } = key;
  const isIt = { hei_id: row.hei_id, purpose: row.purpose, fingerprint: row.fingerprint };
  if (sealed === undefined || withdrawnAt) {
    if (!withdrawnAt) throw new RangeError("a key without its private part has to be withdrawn");
    await trx.deleteFrom("sealed_keys").where((is) => is.and(isIt)).execute();
    await trx.insertInto("withdrawn_keys").values({ ...row, withdrawn_at: withdrawnAt, compromised: key.compromised ?? false }).execute();
    return;
  }
  const { seen_at, used_at, retired_at } = row;
  await trx.insertInto("sealed_keys").values({ ...row, sealed })
    .onConflict((on) => on.columns(["hei_id", "purpose", "fingerprint"]).doUpdateSet({ seen_at, used_at, retired_at })).execute();
};
