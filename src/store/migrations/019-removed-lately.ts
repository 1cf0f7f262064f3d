import { sql, type Kysely } from "kysely";

/** Records that were just removed: their exchanges are looked for once more, since some were still on their way into the chain. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table removed_lately (
    kind text not null, hei_id text not null, partner_hei_id text not null, object_id text not null, removed_at timestamptz not null, primary key (kind, hei_id, partner_hei_id, object_id))`.execute(db);
};
