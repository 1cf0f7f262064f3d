import { createHash } from "node:crypto";
import type { Request } from "express";
import type { IdempotencyStore, IdempotentRequest, KeptAnswer } from "../../domain/idempotency.js";
import { EwpError, editConflict, notAllowedNow } from "../../kernel/errors.js";
import type { Clock } from "../../kernel/ports.js";

/** The request as a creation with a key, or undefined without one. */
export const idempotentRequest = (request: Request, tokenId: string): IdempotentRequest | undefined => {
  const key = request.get("Idempotency-Key");
  if (key === undefined) return undefined;
  const body = Buffer.isBuffer(request.body) ? request.body : JSON.stringify(request.body ?? null);
  return { key, tokenId, requestHash: createHash("sha256").update(`${request.method} ${request.originalUrl}\n`).update(body).digest("hex") };
};

/**
 * Runs `work` once per key: a repetition gets the kept answer. A refusal frees the key, so that a corrected request may use it.
 * Throws `EwpError` 409 while the first is at work, 422 when the key belongs to another request.
 */
export const once = ({ store, clock }: { readonly store: IdempotencyStore; readonly clock: Clock }) => async (request: IdempotentRequest, work: () => Promise<KeptAnswer>): Promise<KeptAnswer> => {
  const claim = await store.claim(request, clock.now());
  if (claim.is === "answered") return claim.answer;
  if (claim.is !== "new") throw REFUSALS[claim.is]();
  const answer = await work().catch(async (error: unknown) => {
    await store.abandon(request);
    throw error;
  });
  await store.complete(request, answer);
  return answer;
};

const REFUSALS: Readonly<Record<"in-progress" | "different-request", () => EwpError>> = {
  "in-progress": () => editConflict("A request with this Idempotency-Key is still being worked on.", "This was sent twice at the same time. Look whether it is done before you try again.", { code: "idempotency-key-in-progress" }),
  "different-request": () => notAllowedNow("This Idempotency-Key was used for another request.", "The system that sent this mixed up two requests. Ask its technicians.", { code: "idempotency-key-reused" }),
};
