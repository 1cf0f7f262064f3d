import { sql, type Kysely } from "kysely";

const STATEMENTS = [
  // Who wants the daily mail; the day of the last one is taken before it is sent, so that it is sent once.
  `create table digest_wishes (
    person_id text not null references people on delete cascade, hei_id text not null, unsubscribe_key text not null unique, sent_on text, primary key (person_id, hei_id))`,
];

/** The daily mail. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
};
