import { sql, type Kysely } from "kysely";

const STATEMENTS = [
  `create table webhooks (
    hei_id text not null, id text not null, url text not null, description text, kinds text[] not null,
    secret text not null, former_secret text, former_until timestamptz,
    read_to bigint not null, created_at timestamptz not null, failing_since timestamptz, disabled_at timestamptz, disabled_reason text,
    primary key (hei_id, id))`,
  // What a webhook has still to hear, or heard lately: an entry of the feed, in the lane of its object.
  `create table webhook_messages (
    hei_id text not null, webhook_id text not null, position bigint not null, object text not null, kind text not null,
    created_at timestamptz not null, delivered_at timestamptz,
    primary key (hei_id, webhook_id, position), foreign key (hei_id, webhook_id) references webhooks on delete cascade)`,
  `create index webhook_messages_waiting on webhook_messages (hei_id, webhook_id, object, position) where delivered_at is null`,
  `create index webhook_messages_delivered on webhook_messages (delivered_at) where delivered_at is not null`,
  `create table webhook_attempts (
    id bigint generated always as identity primary key, hei_id text not null, webhook_id text not null, position bigint not null, object text not null, kind text not null,
    at timestamptz not null, duration_ms integer not null, status integer, problem text,
    foreign key (hei_id, webhook_id) references webhooks on delete cascade)`,
  `create index webhook_attempts_of on webhook_attempts (hei_id, webhook_id, id)`,
  `create index webhook_attempts_age on webhook_attempts (at)`,
];

/** Webhooks: who is told of changes, what each has still to hear, and how telling went. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
};
