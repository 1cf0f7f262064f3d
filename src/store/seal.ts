import { sql, type Kysely } from "kysely";
import type { Reseal, SealStore } from "../domain/keys/ports.js";
import type { Tables } from "./sql/tables.js";

/** Which master secret seals this database, and its change: all rows in one transaction, or none. */
export const sealStore = (db: Kysely<Tables>): SealStore => ({
  witness: () => db.selectFrom("sealed_keys").select(["fingerprint", "sealed"]).limit(1).executeTakeFirst(),
  inForce: () => db.selectFrom("master_seal").select(["fingerprint", "since"]).executeTakeFirst(),
  enter: async (fingerprint, at) => {
    await db.insertInto("master_seal").values({ fingerprint, since: at }).onConflict((on) => on.doNothing()).execute();
  },
  change: ({ fingerprint, at }, reseal) => db.transaction().execute(async (trx) => {
    await sql`lock table sealed_keys, data_keys, master_seal in exclusive mode`.execute(trx);
    const count = (await resealKeys(trx, reseal)) + (await resealDataKeys(trx, reseal));
    await trx.updateTable("master_seal").set({ fingerprint, since: at }).execute();
    return count;
  }),
});

const resealKeys = async (trx: Kysely<Tables>, { privateKey }: Reseal): Promise<number> => {
  const rows = await trx.selectFrom("sealed_keys").select(["fingerprint", "sealed"]).execute();
  for (const { fingerprint, sealed } of rows) await trx.updateTable("sealed_keys").set({ sealed: privateKey(fingerprint, sealed) }).where("fingerprint", "=", fingerprint).execute();
  return rows.length;
};

const resealDataKeys = async (trx: Kysely<Tables>, { dataKey }: Reseal): Promise<number> => {
  const rows = await trx.selectFrom("data_keys").select(["purpose", "sealed"]).execute();
  for (const { purpose, sealed } of rows) await trx.updateTable("data_keys").set({ sealed: dataKey(purpose, sealed) }).where("purpose", "=", purpose).execute();
  return rows.length;
};
