import fc from "fast-check";
import { expect, test } from "@jest/globals";
import { decodeFields, encodeFields, type Field } from "../../../src/domain/evidence/fields.js";

const field = fc.option(fc.oneof(fc.string({ unit: "grapheme" }), fc.stringMatching(/^[~:,0-9]*$/)), { nil: null });

test("fields come back as they were, and no two lists have the same encoding", () => {
  fc.assert(fc.property(fc.array(field), fc.array(field), (one, other) => {
    expect(decodeFields(Buffer.from(encodeFields(one)))).toEqual(one);
    expect(encodeFields(one) === encodeFields(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
  }));
});

test("what is no list of fields is refused", () => {
  for (const bytes of ["x", "1:ab,", "2:a,", "01:a,", "-1:,", "1:a", "~", "~a", ":a,", "9999999999:a,"]) expect(() => decodeFields(Buffer.from(bytes))).toThrow(new RangeError("these bytes are no list of fields"));
});

test("the encoding, byte by byte: other programs depend on it", () => {
  const fields: readonly Field[] = ["é", null, "", "a,b"];
  expect(encodeFields(fields)).toBe("2:é,~,0:,3:a,b,");
});
