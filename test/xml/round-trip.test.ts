import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { readDocument } from "../../src/xml/read.js";
import { writeDocument } from "../../src/xml/write.js";
import { WIRE_DOCUMENTS } from "../support/xml/wire-documents.js";
import { wireValues } from "../support/xml/wire-values.js";

describe("what is written is read back as it was", () => {
  test.each(Object.entries(WIRE_DOCUMENTS))("%s", (_name, doc) => {
    fc.assert(fc.property(wireValues(doc), (value) => {
      expect(readDocument(doc, Buffer.from(writeDocument(doc, value)))).toEqual(value);
    }), { numRuns: 150 });
  });
});
