import { createHash } from "node:crypto";
import type { Request } from "express";
import type { IdempotencyStore, IdempotentRequest, KeptAnswer } from "../../domain/idempotency.js";
import { EwpError, editConflict, notAllowedNow } from "../../kernel/errors.js";
import type { Clock, Ids } from "../../kernel/ports.js";

/** The request as a creation with a key, or undefined without one. */
export const idempotentRequest = (request: Request, tokenId: string): IdempotentRequest | undefined => {
  const key = request.get("Idempotency-Key");
  if (key === undefined) return undefined;
  const body = Buffer.isBuffer(request.body) ? request.body : JSON.stringify(request.body ?? null);
  return { key, tokenId, requestHash: createHash("sha256").update(`${request.method} ${request.originalUrl}\n`).update(body).digest("hex") };
};

/** Creates what has this id, unless it is there already; gives the answer for it. */
type Creation = (objectId: string) => Promise<KeptAnswer>;

/**
 * Runs `create` once per key: a repetition gets the kept answer. A refusal frees the key, so that a corrected request may use it; after
 * any other failure nobody knows whether it was done, and a repetition gets the same id. Throws `EwpError` 409 while the first is at
 * work, 422 when the key belongs to another request.
 */
export const once = ({ store, clock, ids }: { readonly store: IdempotencyStore; readonly clock: Clock; readonly ids: Ids }) => async (request: IdempotentRequest, create: Creation): Promise<KeptAnswer> => {
  const claimedAt = clock.now();
  const claim = await store.claim(request, claimedAt, ids.uuid());
  if (claim.is === "answered") return claim.answer;
  if (claim.is !== "new") throw REFUSALS[claim.is]();
  try {
    const answer = await create(claim.objectId);
    await store.complete(request, answer);
    return answer;
  } catch (error) {
    // What cannot be given back now, because the database is away, lapses by itself.
    await (isRefusal(error) ? store.abandon(request, claimedAt) : store.giveBack(request, claimedAt)).catch(() => undefined);
    throw error;
  }
};

/** Nothing was created. A 409 may mean that a former attempt under this id came through meanwhile. */
const isRefusal = (error: unknown): boolean => error instanceof EwpError && error.status < 500 && error.status !== 409;

const REFUSALS: Readonly<Record<"in-progress" | "different-request", () => EwpError>> = {
  "in-progress": () => editConflict("A request with this Idempotency-Key is still being worked on.", "This was sent twice at the same time. Look whether it is done before you try again.", { code: "idempotency-key-in-progress" }),
  "different-request": () => notAllowedNow("This Idempotency-Key was used for another request.", "The system that sent this mixed up two requests. Ask its technicians.", { code: "idempotency-key-reused" }),
};
