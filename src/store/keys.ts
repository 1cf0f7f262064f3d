import type { Kysely } from "kysely";
import type { KeyStore } from "../domain/institutions/ports.js";
import type { HeiId } from "../kernel/ids.js";
import { refusing } from "./sql/failures.js";
import type { Tables } from "./sql/tables.js";

/** Sealed private keys, oldest first. The same key twice for one purpose is refused with 409. */
export const keyStore = (db: Kysely<Tables>): KeyStore => ({
  list: async (heiId) => {
    const rows = await db.selectFrom("sealed_keys").selectAll().where("hei_id", "=", heiId).orderBy("created_at").orderBy("fingerprint").execute();
    return rows.map((row) => ({
      heiId: row.hei_id as HeiId, purpose: row.purpose, fingerprint: row.fingerprint, sealed: row.sealed, createdAt: row.created_at,
      ...(row.retired_at && { retiredAt: row.retired_at }),
    }));
  },
  add: async (key) => {
    await refusing(() => db.insertInto("sealed_keys").values({
      hei_id: key.heiId, purpose: key.purpose, fingerprint: key.fingerprint, sealed: key.sealed, created_at: key.createdAt, seen_at: null, used_at: null, retired_at: key.retiredAt ?? null,
    }).execute());
  },
});
