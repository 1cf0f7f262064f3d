import { sql, type Kysely } from "kysely";
import type { Tables } from "./sql/tables.js";

/** What an operator has to know of the database server. */
export interface ServerFacts {
  /** e.g. 150018. */
  readonly number: number;
  readonly version: string;
  /** `on` or `off` and the like, by name. */
  readonly settings: Readonly<Record<string, string>>;
  readonly connections: { readonly used: number; readonly most: number };
}

const NAMES = ["server_version_num", "server_version", "fsync", "full_page_writes", "synchronous_commit", "max_connections"] as const;

export const serverFacts = async (db: Kysely<Tables>): Promise<ServerFacts> => {
  const { rows } = await sql<{ name: string; setting: string }>`select name, setting from pg_settings where name in (${sql.join(NAMES)})`.execute(db);
  const used = await sql<{ count: string }>`select count(*) as count from pg_stat_activity where backend_type = 'client backend'`.execute(db);
  const settings = Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
  return {
    number: Number(settings["server_version_num"]), version: settings["server_version"] ?? "", settings,
    connections: { used: Number(used.rows[0]?.count), most: Number(settings["max_connections"]) },
  };
};
