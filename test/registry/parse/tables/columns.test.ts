import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { inverse, ListColumn, NumberColumn, rowOf } from "../../../../src/registry/parse/tables/columns.js";
import { blockFor, pack, unpack } from "../../../../src/registry/parse/tables/pack.js";

const uint32 = fc.nat({ max: 0xffff_ffff });

describe("columns", () => {
  test("numbers come back in order, however many", () => {
    fc.assert(fc.property(fc.array(uint32, { maxLength: 2000 }), (numbers) => {
      const column = new NumberColumn();
      for (const number of numbers) column.push(number);
      expect(Array.from(column.toArray())).toEqual(numbers);
      expect(column.length).toBe(numbers.length);
    }));
  });

  test("rows come back as they were added; a row that is not there is empty", () => {
    fc.assert(fc.property(fc.array(fc.array(uint32)), (rows) => {
      const column = new ListColumn();
      for (const row of rows) column.push(row);
      const lists = column.toLists();
      expect(rows.map((_, row) => Array.from(rowOf(lists, row)))).toEqual(rows);
      expect(rowOf(lists, rows.length)).toHaveLength(0);
    }));
  });

  test("the inverse of a relation holds the same pairs", () => {
    fc.assert(fc.property(fc.array(fc.uniqueArray(fc.nat({ max: 9 }))), (rows) => {
      const column = new ListColumn();
      for (const row of rows) column.push(row);
      const other = inverse(column.toLists(), 10);
      const expected = Array.from({ length: 10 }, (_, value) => rows.flatMap((row, place) => (row.includes(value) ? [place] : [])));
      expect(expected.map((_, value) => Array.from(rowOf(other, value)))).toEqual(expected);
    }));
  });

  test("packed columns come out of one block of memory as they went in", () => {
    fc.assert(fc.property(fc.uint8Array(), fc.uint32Array(), fc.uint8Array(), (bytes, numbers, more) => {
      const { layout, pieces, bytes: size } = pack({ bytes, inner: { numbers, more } });
      const block = blockFor(size);
      block.set(Buffer.concat(pieces));
      expect(unpack(JSON.parse(JSON.stringify(layout)), block)).toEqual({ bytes, inner: { numbers, more } });
    }));
  });
});
