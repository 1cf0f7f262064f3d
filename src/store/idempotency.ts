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
    claim: (request, now, freshId) => refusing(() => claim(db, request, { now, freshId })),
    complete: async (request, { status, headers, body }) => {
      await db.updateTable("idempotency").set({ status, headers: JSON.stringify(headers), body }).where((eb) => eb.and(rowOf(request))).execute();
    },
    abandon: async (request, claimedAt) => {
      await db.deleteFrom("idempotency").where((eb) => eb.and({ ...rowOf(request), claimed_at: claimedAt })).where("status", "is", null).execute();
    },
    giveBack: async (request, claimedAt) => {
      await db.updateTable("idempotency").set({ claimed_at: new Date(claimedAt.getTime() - CLAIM_MS) })
        .where((eb) => eb.and({ ...rowOf(request), claimed_at: claimedAt })).where("status", "is", null).execute();
    },
    forget: async (now) => {
      const result = await db.deleteFrom("idempotency").where("claimed_at", "<=", new Date(now.getTime() - LIFE_MS)).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
};

/** Inserts the claim, or takes over a row that is too old to count, or the claim of a process that died; else says what the row means. */
const claim = async (db: Kysely<Tables>, request: IdempotentRequest, at: { readonly now: Date; readonly freshId: string }): Promise<IdempotencyClaim> => {
  const fresh = { request_hash: request.requestHash, claimed_at: at.now, object_id: at.freshId, status: null, headers: null, body: null };
  const before = (ms: number): Date => new Date(at.now.getTime() - ms);
  const taken = await db.insertInto("idempotency").values({ token_id: request.tokenId, key: request.key, ...fresh })
    .onConflict((on) => on.columns(["token_id", "key"]).doUpdateSet({
      ...fresh, object_id: (eb) => eb.case().when("idempotency.claimed_at", "<=", before(LIFE_MS)).then(at.freshId).else(eb.fn.coalesce("idempotency.object_id", eb.val(at.freshId))).end(),
    }).where((eb) => eb.or([
      eb("idempotency.claimed_at", "<=", before(LIFE_MS)),
      eb.and([eb("idempotency.status", "is", null), eb("idempotency.request_hash", "=", request.requestHash), eb.or([
        eb("idempotency.claimed_at", "<=", before(CLAIM_MS)),
        // Of a process whose clock was ahead: nobody can have claimed then.
        eb("idempotency.claimed_at", ">", before(-CLAIM_MS)),
      ])]),
    ]))).returning("object_id").executeTakeFirst();
  if (taken) return { is: "new", objectId: taken.object_id ?? at.freshId };
  const row = await db.selectFrom("idempotency").selectAll().where("token_id", "=", request.tokenId).where("key", "=", request.key).executeTakeFirst();
  return row ? meaningOf(row, request) : claim(db, request, at);
};

const meaningOf = (row: Selectable<Tables["idempotency"]>, request: IdempotentRequest): IdempotencyClaim => {
  if (row.request_hash !== request.requestHash) return { is: "different-request" };
  if (row.status === null) return { is: "in-progress" };
  return { is: "answered", answer: { status: row.status, headers: (row.headers ?? {}) as unknown as Record<string, string>, body: row.body ?? "" } };
};
