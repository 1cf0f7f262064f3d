import { keyProblem } from "../public-keys.js";
import type { Skips } from "../skips.js";
import type { CatalogueTables } from "./catalogue-tables.js";
import type { Lists } from "./columns.js";
import type { StringPool } from "./string-pool.js";

/** The key bodies that can be used, by the text number of their fingerprint. */
export class KeyRows {
  readonly #bodies = new Map<number, Uint8Array>();
  readonly #unusable = new Set<number>();

  constructor(readonly pool: StringPool, readonly skips: Skips) {}

  /** Fingerprints of the usable keys. */
  ids(): Iterable<number> {
    return this.#bodies.keys();
  }

  add(fingerprint: string, base64: string): void {
    const id = this.pool.intern(fingerprint);
    if (this.#bodies.has(id)) return;
    const der = new Uint8Array(Buffer.from(base64, "base64"));
    const problem = keyProblem(fingerprint, der);
    if (!problem) {
      this.#bodies.set(id, der);
      return;
    }
    this.#unusable.add(id);
    this.skips.count(problem.reason, problem.text);
  }

  /** Counts the keys that hosts name but that have no body at all. */
  countMissing(references: Iterable<number>): void {
    for (const id of new Set(references)) {
      if (!this.#bodies.has(id) && !this.#unusable.has(id)) this.skips.count("key-without-body", `${this.pool.text(id)} is not among the binaries`);
    }
  }

  /** The table for these fingerprints in this order; `clientHosts` has a row per fingerprint. */
  toTable(ids: readonly number[], clientHosts: Lists): CatalogueTables["keys"] {
    const bodies = ids.map((id) => this.#bodies.get(id) ?? new Uint8Array(0));
    const derStarts = new Uint32Array(bodies.length + 1);
    bodies.forEach((body, row) => (derStarts[row + 1] = (derStarts[row] ?? 0) + body.length));
    const der = new Uint8Array(derStarts[bodies.length] ?? 0);
    bodies.forEach((body, row) => der.set(body, derStarts[row]));
    return { fingerprint: Uint32Array.from(ids), der, derStarts, clientHosts };
  }
}
