/**
 * Growing columns of numbers. A catalogue is kept as a few dozen of them instead of hundreds of thousands of objects:
 * they move between threads without a copy, and the garbage collector has nothing to walk.
 */

/** Rows of numbers: row `i` is `values[starts[i]]` up to, not including, `values[starts[i + 1]]`. */
export interface Lists {
  readonly starts: Uint32Array;
  readonly values: Uint32Array;
}

/** Numbers from 0 to 2^32 - 1, one per row. */
export class NumberColumn {
  #items = new Uint32Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#items.length) {
      const larger = new Uint32Array(this.#items.length * 2);
      larger.set(this.#items);
      this.#items = larger;
    }
    this.#items[this.#length++] = value;
  }

  at(row: number): number {
    return this.#items[row] ?? 0;
  }

  /** The numbers in an array of their own. */
  toArray(): Uint32Array {
    return this.#items.slice(0, this.#length);
  }
}

/** Any number of numbers per row. */
export class ListColumn {
  readonly #starts = new NumberColumn();
  readonly #values = new NumberColumn();

  constructor() {
    this.#starts.push(0);
  }

  /** Adds a number to the row that is being written. */
  add(value: number): void {
    this.#values.push(value);
  }

  endRow(): void {
    this.#starts.push(this.#values.length);
  }

  /** Adds a whole row. */
  push(row: Iterable<number>): void {
    for (const value of row) this.add(value);
    this.endRow();
  }

  toLists(): Lists {
    return { starts: this.#starts.toArray(), values: this.#values.toArray() };
  }
}

/** One row of `lists`, as a view. Empty when there is no such row. */
export const rowOf = (lists: Lists, row: number): Uint32Array => lists.values.subarray(lists.starts[row] ?? 0, lists.starts[row + 1] ?? 0);

/** The same relation read from the other side: for every value below `rows`, the rows that contain it, ascending. */
export const inverse = (lists: Lists, rows: number): Lists => {
  const starts = new Uint32Array(rows + 1);
  for (const value of lists.values) starts[value + 1]!++;
  for (let row = 0; row < rows; row++) starts[row + 1]! += starts[row]!;
  const next = starts.slice();
  const values = new Uint32Array(lists.values.length);
  for (let row = 0; row + 1 < lists.starts.length; row++) {
    for (let place = lists.starts[row]!; place < lists.starts[row + 1]!; place++) values[next[lists.values[place]!]!++] = row;
  }
  return { starts, values };
};
