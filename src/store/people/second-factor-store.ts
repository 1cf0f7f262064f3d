import { sql, type Kysely } from "kysely";
import type { SecondFactorStore } from "../../domain/people/second-factor.js";
import type { Tables } from "../sql/tables.js";

/** Second factors; each step is one statement, so that of two requests with one code one is too late. */
export const secondFactorStore = (db: Kysely<Tables>): SecondFactorStore => {
  const changed = async (query: { executeTakeFirst(): Promise<{ readonly numUpdatedRows: bigint }> }): Promise<boolean> => (await query.executeTakeFirst()).numUpdatedRows === 1n;
  return {
    get: async (personId) => {
      const row = await db.selectFrom("second_factors").selectAll().where("person_id", "=", personId).executeTakeFirst();
      return row && { sealed: row.sealed.toString("utf8"), wrong: row.wrong, ...(row.confirmed_at && { confirmedAt: row.confirmed_at }), ...(row.last_step !== null && { lastStep: Number(row.last_step) }) };
    },
    begin: async (personId, sealed, at) => {
      const fresh = { sealed: Buffer.from(sealed), created_at: at };
      const row = await db.insertInto("second_factors").values({ person_id: personId, ...fresh, wrong: 0, recovery_hashes: [] })
        .onConflict((on) => on.column("person_id").doUpdateSet(fresh).where("second_factors.confirmed_at", "is", null)).returning("person_id").executeTakeFirst();
      return row !== undefined;
    },
    confirm: async (personId, { at, step, recoveryHashes }) => {
      await db.updateTable("second_factors").set({ confirmed_at: at, last_step: String(step), wrong: 0, recovery_hashes: [...recoveryHashes] }).where("person_id", "=", personId).execute();
    },
    take: (personId, step) => changed(db.updateTable("second_factors").set({ last_step: String(step), wrong: 0 }).where("person_id", "=", personId)
      .where((eb) => eb.or([eb("last_step", "is", null), eb("last_step", "<", String(step))]))),
    takeRecovery: (personId, hash) => changed(db.updateTable("second_factors").set({ recovery_hashes: sql`array_remove(recovery_hashes, ${hash})`, wrong: 0 }).where("person_id", "=", personId)
      .where(sql<boolean>`${hash} = any(recovery_hashes)`)),
    wrong: async (personId) => {
      await db.updateTable("second_factors").set((eb) => ({ wrong: eb("wrong", "+", 1) })).where("person_id", "=", personId).execute();
    },
    remove: async (personId) => {
      await db.deleteFrom("second_factors").where("person_id", "=", personId).execute();
    },
  };
};
