import { sql, type Kysely, type Transaction } from "kysely";
import type { Tables } from "../sql/tables.js";

/** Any number that nothing else locks. */
const LOCK = 726_201_702;

/** A transaction that one process at a time runs; undefined when another one is at it. */
export const underMaintenanceLock = <T>(db: Kysely<Tables>, work: (tx: Transaction<Tables>) => Promise<T>): Promise<T | undefined> =>
  db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ ours: boolean }>`select pg_try_advisory_xact_lock(${LOCK}) as ours`.execute(tx);
    return rows[0]?.ours === true ? work(tx) : undefined;
  });
