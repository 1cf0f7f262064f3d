import { sql, type Kysely } from "kysely";
import type { OwnReferences } from "../domain/agreements/ports.js";
import type { Tables } from "./sql/tables.js";

/** What our copies may refer to. */
export const ownReferences = (db: Kysely<Tables>): OwnReferences => ({
  unknownOunits: async (heiId, ounitIds) => {
    if (ounitIds.length === 0) return [];
    const { rows } = await sql<{ id: string }>`
      select id from unnest(${ounitIds}::text[]) as id where not exists (select 1 from ounits where hei_id = ${heiId} and ounits.id = id.id)`.execute(db);
    return rows.map(({ id }) => id);
  },
  hasFile: async (heiId, fileId) =>
    (await db.selectFrom("files").select("id").where("hei_id", "=", heiId).where("id", "=", fileId).executeTakeFirst()) !== undefined,
});
