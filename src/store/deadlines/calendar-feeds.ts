import type { Kysely, Selectable } from "kysely";
import type { CalendarFeed, CalendarFeedStore } from "../../domain/deadlines/feeds.js";
import type { HeiId } from "../../kernel/ids.js";
import type { Tables } from "../sql/tables.js";

const toFeed = (row: Selectable<Tables["calendar_feeds"]>): CalendarFeed =>
  ({ id: row.id, heiId: row.hei_id as HeiId, caller: { kind: row.caller_kind, id: row.caller_id }, name: row.name, hash: row.hash, createdAt: row.created_at });

/** Addresses of calendars; revoked ones stay, so that their ids are never used again. */
export const calendarFeedStore = (db: Kysely<Tables>): CalendarFeedStore => ({
  add: async ({ id, heiId, caller, name, hash, createdAt }) => {
    await db.insertInto("calendar_feeds").values({ id, hei_id: heiId, caller_kind: caller.kind, caller_id: caller.id, name, hash, created_at: createdAt, revoked_at: null }).execute();
  },
  get: async (id) => {
    const row = await db.selectFrom("calendar_feeds").selectAll().where("id", "=", id).where("revoked_at", "is", null).executeTakeFirst();
    return row && toFeed(row);
  },
  list: async (heiId) => (await db.selectFrom("calendar_feeds").selectAll().where("hei_id", "=", heiId).where("revoked_at", "is", null).orderBy("created_at").orderBy("id").execute()).map(toFeed),
  revoke: async (id, at) => {
    const { numUpdatedRows } = await db.updateTable("calendar_feeds").set({ revoked_at: at }).where("id", "=", id).where("revoked_at", "is", null).executeTakeFirst();
    return numUpdatedRows > 0n;
  },
});
