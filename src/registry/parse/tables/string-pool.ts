import { NumberColumn } from "./columns.js";
import { roomFor } from "./room.js";

/** Many strings as UTF-8 in one array: string `i` is `bytes[starts[i]]` up to `bytes[starts[i + 1]]`. String 0 is empty. */
export interface Strings {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
}

/** Collects strings and numbers them. Nothing of the text that it was given stays referenced: slices of a chunk would keep the chunk. */
export class StringPool {
  readonly #ids = new Map<string, number>();
  readonly #starts = new NumberColumn();
  #bytes = Buffer.allocUnsafeSlow(1 << 16);
  #used = 0;

  constructor() {
    this.#starts.push(0);
    this.intern("");
  }

  /** The number of a text that probably occurs often; equal texts have one number. */
  intern(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.add(text);
    this.#ids.set(this.text(id), id);
    return id;
  }

  /** A new number for a text that is probably unique. */
  add(text: string): number {
    const needed = this.#used + text.length * 3;
    if (needed > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(roomFor(Math.max(needed, this.#bytes.length * 2)));
      this.#bytes.copy(larger, 0, 0, this.#used);
      this.#bytes = larger;
    }
    this.#used += this.#bytes.write(text, this.#used, "utf8");
    this.#starts.push(this.#used);
    return this.#starts.length - 2;
  }

  text(id: number): string {
    return this.#bytes.toString("utf8", this.#starts.at(id), this.#starts.at(id + 1));
  }

  /** Order of two texts by their UTF-8 bytes, for `Array.sort`. */
  compare(a: number, b: number): number {
    return this.#bytes.compare(this.#bytes, this.#starts.at(b), this.#starts.at(b + 1), this.#starts.at(a), this.#starts.at(a + 1));
  }

  toStrings(): Strings {
    return { bytes: this.#bytes.subarray(0, this.#used), starts: this.#starts.toArray() };
  }
}
