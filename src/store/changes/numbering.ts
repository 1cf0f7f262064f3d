import { type Kysely, sql } from "kysely";
import type { Tables } from "../sql/tables.js";

/** Rows of one transaction, so that nobody waits long for the lock. */
const BATCH = 2_000;
const HEAD = 1;

/**
 * Gives a position to every committed entry of the timeline that has none, in the order of their ids, and returns the newest position.
 * The row of the head is the lock: positions appear in their order, whoever gives them. What commits later gets a later one.
 */
export const numberChanges = async (db: Kysely<Tables>): Promise<bigint> => {
  for (;;) {
    const { rows: [found] } = await sql<{ news: boolean; head: string | null }>`
      select exists (select from timeline where position is null) as news, (select position from feed_head where id = ${HEAD}) as head`.execute(db);
    if (found?.news !== true) return BigInt(found?.head ?? 0);
    await numberBatch(db);
  }
};

const numberBatch = (db: Kysely<Tables>): Promise<void> =>
  db.transaction().execute(async (tx) => {
    await sql`insert into feed_head (id, position) values (${HEAD}, 0) on conflict do nothing`.execute(tx);
    const { position } = await tx.selectFrom("feed_head").select("position").where("id", "=", HEAD).forUpdate().executeTakeFirstOrThrow();
    // A statement of its own: it sees what was committed before the lock was given.
    await sql`
      with news as (
        select id, ${position}::bigint + row_number() over (order by id) as position
        from (select id from timeline where position is null order by id limit ${BATCH}) first
      ), numbered as (
        update timeline t set position = news.position from news where t.id = news.id returning t.position
      )
      update feed_head set position = (select max(position) from numbered) where id = ${HEAD} and exists (select from numbered)`.execute(tx);
  });
