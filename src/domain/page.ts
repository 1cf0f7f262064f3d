/** A slice of a list and the cursor of the next, absent at the end. Cursors are opaque and stay valid while rows come and go. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

export interface PageRequest {
  /** 1 to 500. */
  readonly limit: number;
  readonly cursor?: string;
}
