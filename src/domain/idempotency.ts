/** A creation as its caller named it (`Idempotency-Key`), so that a repetition is answered and not done again. */
export interface IdempotentRequest {
  readonly key: string;
  /** The system that called; keys of different systems never meet. */
  readonly tokenId: string;
  /** SHA-256 over method, path and body: the same key with another request is a mistake of the caller. */
  readonly requestHash: string;
}

/** What the first call was answered. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type IdempotencyClaim =
  /** Go ahead, then `complete` or `abandon`. */
  | { readonly is: "new" }
  | { readonly is: "answered"; readonly answer: KeptAnswer }
  /** The first call is still being worked on. */
  | { readonly is: "in-progress" }
  /** The key was used for another request. */
  | { readonly is: "different-request" };

/** Answers are kept for 24 hours; a claim whose process died can be claimed again after a minute. */
export interface IdempotencyStore {
  claim(request: IdempotentRequest, now: Date): Promise<IdempotencyClaim>;
  /** Keeps the answer of a claimed request. */
  complete(request: IdempotentRequest, answer: KeptAnswer): Promise<void>;
  /** The request failed in a way that may be tried again: frees the key. */
  abandon(request: IdempotentRequest): Promise<void>;
  /** Removes what is older than 24 hours; returns how many. */
  forget(now: Date): Promise<number>;
}
