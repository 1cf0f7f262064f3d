import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { StringPool } from "../../../../src/registry/parse/tables/string-pool.js";

const text = fc.string({ unit: "grapheme", maxLength: 50 });

describe("the string pool", () => {
  test("gives every text back, under one number when interned", () => {
    fc.assert(fc.property(fc.array(text), (texts) => {
      const pool = new StringPool();
      const ids = texts.map((each) => pool.intern(each));
      expect(ids.map((id) => pool.text(id))).toEqual(texts);
      expect(new Set(ids).size).toBe(new Set(texts).size);
      const added = texts.map((each) => pool.add(each));
      expect(added.map((id) => pool.text(id))).toEqual(texts);
    }));
  });

  test("number 0 is the empty text", () => {
    expect(new StringPool().text(0)).toBe("");
  });

  test("grows beyond its first blocks", () => {
    const pool = new StringPool();
    const long = "ü".repeat(700_000);
    const ids = [pool.add("a"), pool.add(long), pool.add("b")];
    expect(ids.map((id) => pool.text(id) === ["a", long, "b"][ids.indexOf(id)])).toEqual([true, true, true]);
  });

  test("orders by UTF-8 bytes", () => {
    fc.assert(fc.property(text, text, (a, b) => {
      const pool = new StringPool();
      expect(Math.sign(pool.compare(pool.add(a), pool.add(b)))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }));
  });
});
