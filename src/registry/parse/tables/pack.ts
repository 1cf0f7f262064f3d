/**
 * Moving columns between threads. All columns of a catalogue are copied into one block of memory and only that is handed over:
 * dozens of smaller blocks, allocated among the parser's own, would keep most of the parser's memory from going back to the system.
 */
import { roomFor } from "./room.js";

type Column = Uint8Array | Uint32Array;

const isColumn = (value: unknown): value is Column => value instanceof Uint8Array || value instanceof Uint32Array;
const isGroup = (value: unknown): value is object => typeof value === "object" && value !== null;
/** Columns of four-byte numbers begin at multiples of four. */
const aligned = (bytes: number): number => Math.ceil(bytes / 4) * 4;

const bytesOf = (group: object): number =>
  Object.values(group).reduce((sum: number, value: unknown) => sum + (isColumn(value) ? aligned(value.byteLength) : isGroup(value) ? bytesOf(value) : 0), 0);

/** The same columns, all in one new block of memory. `columns` holds typed arrays and groups of them, nothing else that matters. */
export const pack = <T extends object>(columns: T): { readonly columns: T; readonly memory: ArrayBuffer } => {
  const memory = new ArrayBuffer(roomFor(bytesOf(columns)));
  let used = 0;
  const place = (column: Column): Column => {
    const copy = column instanceof Uint8Array ? new Uint8Array(memory, used, column.length) : new Uint32Array(memory, used, column.length);
    copy.set(column);
    used += aligned(column.byteLength);
    return copy;
  };
  const move = (group: object): object =>
    Object.fromEntries(Object.entries(group).map(([name, value]: [string, unknown]) => [name, isColumn(value) ? place(value) : isGroup(value) ? move(value) : value]));
  return { columns: move(columns) as T, memory };
};
