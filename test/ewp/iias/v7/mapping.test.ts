import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { MOBILITY_KINDS } from "../../../../src/domain/agreements/model.js";
import { getResponse } from "../../../../src/ewp/iias/v7/documents.js";
import { fromWireIia, toWireIia } from "../../../../src/ewp/iias/v7/mapping.js";
import { hashCopy } from "../../../../src/ewp/iias/v7/hash-copy.js";
import { iiaHashes } from "../../../../src/ewp/iias/v7/hash.js";
import type { Sha256Hex } from "../../../../src/kernel/ids.js";
import { parseXml } from "../../../../src/xml/parse.js";
import { readDocument } from "../../../../src/xml/read.js";
import { writeDocument } from "../../../../src/xml/write.js";
import { anyCopy, fullCopy } from "../../../support/agreements/copies.js";
import { schemasDir, tellSkipped, validateAgainstXsd } from "../../../support/xml/xsd-oracle.js";

const HASH = "0".repeat(64) as Sha256Hex;
const written = (copy: Parameters<typeof toWireIia>[0], hash: Sha256Hex = HASH): string => writeDocument(getResponse, { iias: [toWireIia(copy, hash)] });

describe("between our copy and the iia element", () => {
  test("the full sample has every kind", () => {
    expect(new Set(fullCopy({ id: "a" }).conditions.map(({ kind }) => kind))).toEqual(new Set(MOBILITY_KINDS));
  });

  test("nothing is lost or added: fromWireIia(toWireIia(copy)) = copy", () => {
    fc.assert(fc.property(anyCopy, (copy) => {
      expect(fromWireIia(toWireIia(copy, HASH))).toEqual(copy);
    }), { numRuns: 300 });
  });

  test("nor on the way through the bytes", () => {
    fc.assert(fc.property(anyCopy, (copy) => {
      expect(readDocument(getResponse, Buffer.from(written(copy))).iias.map(fromWireIia)).toEqual([copy]);
    }), { numRuns: 200 });
  });

  test("the hash of a copy is that of the document which partners read", () => {
    fc.assert(fc.property(anyCopy, (copy) => {
      const { hash, text } = hashCopy(copy);
      expect(iiaHashes(parseXml(written(copy, hash)))).toMatchObject([{ hash, text, declared: hash }]);
    }), { numRuns: 100 });
  });

  test("every copy is valid against the official schema", () => {
    if (schemasDir === undefined) return tellSkipped("validation of agreement copies");
    fc.assert(fc.property(anyCopy, (copy) => {
      expect(validateAgainstXsd(written(copy))).toEqual([]);
    }), { numRuns: 100 });
  });

  test("what is not there on the wire is absent, not undefined", () => {
    const [only] = fullCopy({ id: "a" }).conditions.slice(-1);
    const back = fromWireIia(toWireIia({ ...fullCopy({ id: "a" }), conditions: only ? [only] : [] }, HASH));
    expect(Object.keys(back.conditions[0] ?? {}).sort()).toEqual(Object.keys(only ?? {}).sort());
    expect(Object.keys(back.partner)).toEqual(["heiId", "contacts"]);
  });
});
