import type { Kysely } from "kysely";
import type { DataKeyStore } from "../domain/keys/ports.js";
import type { Tables } from "./sql/tables.js";

/** Sealed data keys. When several processes make the first one at once, one row wins and all use it. */
export const dataKeyStore = (db: Kysely<Tables>): DataKeyStore => {
  const get = async (purpose: string) => (await db.selectFrom("data_keys").select("sealed").where("purpose", "=", purpose).executeTakeFirst())?.sealed;
  return {
    get,
    keepFirst: async (purpose, sealed, at) => {
      await db.insertInto("data_keys").values({ purpose, sealed, created_at: at }).onConflict((on) => on.doNothing()).execute();
      return (await get(purpose)) ?? sealed;
    },
  };
};
