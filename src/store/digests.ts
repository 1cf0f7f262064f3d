import { sql, type Kysely, type Selectable } from "kysely";
import type { DigestStore, DigestWish } from "../domain/digest/model.js";
import type { HeiId } from "../kernel/ids.js";
import { personColumns, toPerson } from "./people/people-store.js";
import type { Tables } from "./sql/tables.js";

const toWish = (row: Selectable<Tables["digest_wishes"]>): DigestWish =>
  ({ personId: row.person_id, heiId: row.hei_id as HeiId, key: row.unsubscribe_key, ...(row.sent_on !== null && { sentOn: row.sent_on }) });

/** Who wants the daily mail, and when it was last sent. */
export const digestStore = (db: Kysely<Tables>): DigestStore => ({
  get: async (personId, heiId) => {
    const row = await db.selectFrom("digest_wishes").selectAll().where("person_id", "=", personId).where("hei_id", "=", heiId).executeTakeFirst();
    return row && toWish(row);
  },
  want: async ({ personId, heiId, key, sentOn }) => {
    await db.insertInto("digest_wishes").values({ person_id: personId, hei_id: heiId, unsubscribe_key: key, sent_on: sentOn ?? null }).onConflict((on) => on.columns(["person_id", "hei_id"]).doNothing()).execute();
  },
  unwant: async (personId, heiId) => {
    await db.deleteFrom("digest_wishes").where("person_id", "=", personId).where("hei_id", "=", heiId).execute();
  },
  unsubscribe: async (key) => (await db.deleteFrom("digest_wishes").where("unsubscribe_key", "=", key).executeTakeFirst()).numDeletedRows > 0n,
  take: async (day) => {
    const { rows } = await sql<Selectable<Tables["digest_wishes"]> & { before: string | null }>`
      with next as (
        select person_id, hei_id, sent_on as before from digest_wishes where sent_on is null or sent_on < ${day} order by person_id, hei_id limit 1 for update skip locked)
      update digest_wishes w set sent_on = ${day} from next where w.person_id = next.person_id and w.hei_id = next.hei_id returning w.*, next.before`.execute(db);
    const row = rows[0];
    const person = row && (await db.selectFrom("people").select(personColumns).where("people.id", "=", row.person_id).executeTakeFirst());
    return row && person && { wish: toWish({ ...row, sent_on: row.before }), person: toPerson(person) };
  },
  giveBack: async ({ personId, heiId, sentOn }) => {
    await db.updateTable("digest_wishes").set({ sent_on: sentOn ?? null }).where("person_id", "=", personId).where("hei_id", "=", heiId).execute();
  },
});
