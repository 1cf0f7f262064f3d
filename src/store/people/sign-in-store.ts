import { type Kysely, type Selectable } from "kysely";
import type { SignIn, SignInStore, Way } from "../../domain/people/model.js";
import type { Tables } from "../sql/tables.js";
import { personColumns, toPerson } from "./people-store.js";

const toSignIn = (row: Selectable<Tables["sign_ins"]>): SignIn => ({
  id: row.id, personId: row.person_id, hash: row.hash, way: row.way as Way, createdAt: row.created_at, usedAt: row.used_at, endsAt: row.ends_at,
  ...(row.needs === "second-factor" && { needs: row.needs }),
  ...(row.ended_at && { endedAt: row.ended_at }),
});

const MOST_SHOWN = 200;

/** Sign-ins by the hash of what the browser shows. */
export const signInStore = (db: Kysely<Tables>): SignInStore => ({
  add: async ({ id, personId, hash, way, needs, createdAt, usedAt, endsAt }) => {
    await db.insertInto("sign_ins").values({ id, person_id: personId, hash, way, needs: needs ?? null, created_at: createdAt, used_at: usedAt, ends_at: endsAt, ended_at: null }).execute();
  },
  byHash: async (hash) => {
    const signIn = await db.selectFrom("sign_ins").selectAll().where("hash", "=", hash).where("ended_at", "is", null).executeTakeFirst();
    const person = signIn && await db.selectFrom("people").select(personColumns).where("people.id", "=", signIn.person_id).where("disabled_at", "is", null).executeTakeFirst();
    return person && { signIn: toSignIn(signIn), person: toPerson(person) };
  },
  used: async (id, at) => {
    await db.updateTable("sign_ins").set({ used_at: at }).where("id", "=", id).execute();
  },
  end: async (id, at) => {
    await db.updateTable("sign_ins").set({ ended_at: at }).where("id", "=", id).where("ended_at", "is", null).execute();
  },
  endAll: async (personId, at, except) => {
    await db.updateTable("sign_ins").set({ ended_at: at }).where("person_id", "=", personId).where("ended_at", "is", null)
      .$if(except !== undefined, (query) => query.where("id", "<>", except ?? "")).execute();
  },
  of: async (personId) => (await db.selectFrom("sign_ins").selectAll().where("person_id", "=", personId).orderBy("created_at", "desc").orderBy("id").limit(MOST_SHOWN).execute()).map(toSignIn),
  forget: async (before) => Number((await db.deleteFrom("sign_ins").where("ends_at", "<", before).executeTakeFirst()).numDeletedRows),
});
