import { sql, type Kysely } from "kysely";

const STATEMENTS = [
  `create table audit_entries (
    number bigint primary key, at timestamptz not null, actor text not null, caller_id text, operation text not null, hei_id text,
    objects text[] not null, filters text[] not null, found integer, status integer not null, request_id text not null,
    previous bytea not null, hash bytea not null, seal bytea not null)`,
  `create index audit_of_hei on audit_entries (hei_id, number)`,
  `create index audit_of_caller on audit_entries (caller_id, number)`,
  `create index audit_of_objects on audit_entries using gin (objects)`,
  `create function refuse_change_of_audit() returns trigger language plpgsql as $$
    begin
      raise exception 'the audit log is only added to';
    end $$`,
  `create trigger only_added_to before update or delete on audit_entries for each row execute function refuse_change_of_audit()`,
  `create trigger not_emptied before truncate on audit_entries for each statement execute function refuse_change_of_audit()`,
];

/** Who did what and saw what: entries that are chained and only added to. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
};
