import type { Skipped } from "../model.js";

/** Reasons to leave out one part of a catalogue. */
export type SkipReason =
  | "api-version"
  | "api-url"
  | "api-without-url"
  | "api-limit"
  | "hei-without-id"
  | "hei-listed-twice"
  | "key-reference"
  | "key-fingerprint"
  | "key-unreadable"
  | "key-not-rsa"
  | "key-weak"
  | "key-without-body"
  | "replacement-character";

/** Counts what was left out, with the first example of each reason. */
export class Skips {
  readonly #byReason = new Map<SkipReason, { count: number; readonly example: string }>();

  count(reason: SkipReason, example: string): void {
    const known = this.#byReason.get(reason);
    if (known) known.count++;
    else this.#byReason.set(reason, { count: 1, example: example.slice(0, 300) });
  }

  toList(): Skipped[] {
    return [...this.#byReason].map(([reason, { count, example }]) => ({ reason, count, example }));
  }
}
