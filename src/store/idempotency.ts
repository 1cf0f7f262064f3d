import type { Kysely, Selectable } from "kysely";
import type { IdempotencyClaim, IdempotencyStore, IdempotentRequest } from "../domain/idempotency.js";
import { refusing } from "./sql/failures.js";
import type { Tables } from "./sql/tables.js";

const LIFE_MS = 24 * 3_600_000;
/** A claim without an answer after this time belongs to a process that died. */
const CLAIM_MS = 60_000;

/** Idempotency keys and the answers that were given. */
export const idempotencyStore = (db: Kysely<Tables>): IdempotencyStore => {
  const rowOf = (request: IdempotentRequest) => ({ token_id: request.tokenId, key: request.key });
  return {
    claim: (request, now) => refusing(() => claim(db, request, now)),
    complete: async (request, { status, headers, body }) => {
      await db.updateTable("idempotency").set({ status, headers: JSON.stringify(headers), body }).where((eb) => eb.and(rowOf(request))).execute();
    },
    abandon: async (request) => {
      await db.deleteFrom("idempotency").where((eb) => eb.and({ ...rowOf(request), request_hash: request.requestHash })).where("status", "is", null).execute();
    },
    forget: async (now) => {
      const result = await db.deleteFrom("idempotency").where("claimed_at", "<=", new Date(now.getTime() - LIFE_MS)).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
};

/** Inserts the claim, or takes over a row that is too old to count; else says what the row means. */
const claim = async (db: Kysely<Tables>, request: IdempotentRequest, now: Date): Promise<IdempotencyClaim> => {
  const fresh = { request_hash: request.requestHash, claimed_at: now, status: null, headers: null, body: null };
  const taken = await db.insertInto("idempotency").values({ token_id: request.tokenId, key: request.key, ...fresh })
    .onConflict((on) => on.columns(["token_id", "key"]).doUpdateSet(fresh).where((eb) => eb.or([
      eb("idempotency.claimed_at", "<=", new Date(now.getTime() - LIFE_MS)),
      eb.and([eb("idempotency.status", "is", null), eb("idempotency.claimed_at", "<=", new Date(now.getTime() - CLAIM_MS))]),
    ]))).returning("key").executeTakeFirst();
  if (taken) return { is: "new" };
  const row = await db.selectFrom("idempotency").selectAll().where("token_id", "=", request.tokenId).where("key", "=", request.key).executeTakeFirst();
  return row ? meaningOf(row, request) : claim(db, request, now);
};

const meaningOf = (row: Selectable<Tables["idempotency"]>, request: IdempotentRequest): IdempotencyClaim => {
  if (row.request_hash !== request.requestHash) return { is: "different-request" };
  if (row.status === null) return { is: "in-progress" };
  return { is: "answered", answer: { status: row.status, headers: (row.headers ?? {}) as unknown as Record<string, string>, body: row.body ?? "" } };
};
