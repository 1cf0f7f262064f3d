import { sql, type Kysely, type Selectable } from "kysely";
import type { FileStore, StoredFile } from "../domain/files/model.js";
import type { HeiId } from "../kernel/ids.js";
import { refusing } from "./sql/failures.js";
import type { Tables } from "./sql/tables.js";

const toFile = (row: Selectable<Tables["files"]>): StoredFile => ({
  id: row.id, heiId: row.hei_id as HeiId, mediaType: row.media_type, bytes: row.bytes, createdAt: row.created_at,
});

/** Immutable files; an id that is in use is refused with 409. */
export const fileStore = (db: Kysely<Tables>): FileStore => ({
  put: async (file) => {
    await refusing(() => db.insertInto("files").values({
      hei_id: file.heiId, id: file.id, media_type: file.mediaType, bytes: Buffer.from(file.bytes), created_at: file.createdAt,
    }).execute());
  },
  get: async (heiId, id) => {
    const row = await db.selectFrom("files").selectAll().where("hei_id", "=", heiId).where("id", "=", id).executeTakeFirst();
    return row && toFile(row);
  },
  visibleTo: async (heiId, id, partnerHeiId) => {
    const row = await db.selectFrom("files").selectAll().where("hei_id", "=", heiId).where("id", "=", id)
      .where(sql<boolean>`exists (select 1 from agreements where hei_id = ${heiId} and partner_hei_id = ${partnerHeiId} and stage = 'shared' and ${id} = any(file_ids))`)
      .executeTakeFirst();
    return row && toFile(row);
  },
});
