import { sql, type Kysely, type Transaction } from "kysely";
import type { EvidenceSeal } from "../../domain/evidence/ports.js";
import { toExchange } from "../exchanges/rows.js";
import { withBodies } from "../exchanges/with-bodies.js";
import type { Tables } from "../sql/tables.js";
import type { ChainWriter } from "./chain-writer.js";
import { underMaintenanceLock } from "./maintenance-lock.js";
import { waiting } from "./sealed-row.js";

const ROWS_AT_ONCE = 100;

/** Seals and chains the oldest exchanges that a former version wrote, and removes what it kept in the clear. */
export const adoptOld = async (db: Kysely<Tables>, seal: EvidenceSeal, writer: ChainWriter): Promise<number> =>
  (await underMaintenanceLock(db, async (tx) => {
    const rows = await withBodies(tx).where("chain", "is", null).where("exchanges.sealed", "is", null).orderBy("seq").limit(ROWS_AT_ONCE).execute();
    if (rows.length === 0) return 0;
    await writer.adopt(tx, rows.map((row) => waiting(toExchange(row, seal))));
    await removeOldBodies(tx, rows.flatMap((row) => [row.request_body, row.response_body].filter((sha256) => sha256 !== null)));
    return rows.length;
  })) ?? 0;

const removeOldBodies = (tx: Transaction<Tables>, sha256s: readonly Buffer[]): Promise<unknown> => sql`
  delete from bodies b where sha256 = any(${[...sha256s]}::bytea[])
  and not exists (select from exchanges where request_body = b.sha256) and not exists (select from exchanges where response_body = b.sha256)`.execute(tx);
