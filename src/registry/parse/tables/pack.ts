/**
 * Columns in one block of memory, and back: what is written to a file by one process and used as it is by another. Both ends run on
 * the same machine, so numbers stay in its byte order.
 */
import { roomFor } from "./room.js";

type Column = Uint8Array | Uint32Array;
/** Where a column of one-byte or four-byte numbers begins, and how many numbers it has. */
type Place = readonly [width: 1 | 4, offset: number, length: number];
/** Groups of columns, by the names that they have in the tables. */
export interface Layout {
  readonly [name: string]: Place | Layout;
}

const isColumn = (value: unknown): value is Column => value instanceof Uint8Array || value instanceof Uint32Array;
const isPlace = (value: Place | Layout): value is Place => Array.isArray(value);
/** Columns of four-byte numbers begin at multiples of four. */
const aligned = (bytes: number): number => Math.ceil(bytes / 4) * 4;
const bytesOf = (column: Column): Uint8Array => new Uint8Array(column.buffer, column.byteOffset, column.byteLength);

/** The columns as pieces that make the block when put one after another, and the layout that finds them there. Nothing is copied. */
export const pack = (tables: object): { readonly layout: Layout; readonly pieces: readonly Uint8Array[]; readonly bytes: number } => {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const place = (column: Column): Place => {
    const offset = bytes;
    const padding = aligned(column.byteLength) - column.byteLength;
    pieces.push(bytesOf(column), new Uint8Array(padding));
    bytes += column.byteLength + padding;
    return [column instanceof Uint8Array ? 1 : 4, offset, column.length];
  };
  const layoutOf = (group: object): Layout =>
    Object.fromEntries(Object.entries(group).map(([name, value]: [string, object]) => [name, isColumn(value) ? place(value) : layoutOf(value)]));
  return { layout: layoutOf(tables), pieces, bytes };
};

/** A block for so many packed bytes. */
export const blockFor = (bytes: number): Uint8Array<ArrayBuffer> => new Uint8Array(new ArrayBuffer(roomFor(bytes)), 0, bytes);

/** The tables in a block, as views of it. */
export const unpack = <T extends object>(layout: Layout, block: Uint8Array<ArrayBuffer>): T => {
  const column = ([width, offset, length]: Place): Column => new (width === 1 ? Uint8Array : Uint32Array)(block.buffer, block.byteOffset + offset, length);
  return Object.fromEntries(Object.entries(layout).map(([name, value]) => [name, isPlace(value) ? column(value) : unpack(value, block)])) as T;
};
