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
  /** Go ahead under this id, then `complete`, `abandon` or `giveBack`. The id stays the same from attempt to attempt. */
  | { readonly is: "new"; readonly objectId: string }
  | { readonly is: "answered"; readonly answer: KeptAnswer }
  /** The first call is still being worked on. */
  | { readonly is: "in-progress" }
  /** The key was used for another request. */
  | { readonly is: "different-request" };

/**
 * Answers are kept for 24 hours; a claim whose process died can be claimed again after a minute. Whether that process had created
 * something nobody knows: the next attempt gets the same id for it, and two objects of one id cannot be.
 */
export interface IdempotencyStore {
  /** `freshId` becomes the id of what is created, unless an earlier attempt has given one. */
  claim(request: IdempotentRequest, now: Date, freshId: string): Promise<IdempotencyClaim>;
  /** Keeps the answer of a claimed request. */
  complete(request: IdempotentRequest, answer: KeptAnswer): Promise<void>;
  /** The request was refused, so nothing was created: frees the key. `claimedAt`: the `now` of the claim; another's claim stays. */
  abandon(request: IdempotentRequest, claimedAt: Date): Promise<void>;
  /** It is not known whether it was done: the next attempt may begin at once, under the same id. `claimedAt` as above. */
  giveBack(request: IdempotentRequest, claimedAt: Date): Promise<void>;
  /** Removes what is older than 24 hours; returns how many. */
  forget(now: Date): Promise<number>;
}
