import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { ounitsResponse } from "../../../../src/ewp/ounits/v2/documents.js";
import { fromWireOunit, toWireOunit } from "../../../../src/ewp/ounits/v2/mapping.js";
import { readDocument } from "../../../../src/xml/read.js";
import { writeDocument } from "../../../../src/xml/write.js";
import { anyOunit } from "../../../support/agreements/profiles.js";
import { US } from "../../../support/ewp/slice-node.js";

test("units: nothing that is published is lost or added on the way through the bytes", () => {
  fc.assert(fc.property(anyOunit, (published) => {
    const xml = writeDocument(ounitsResponse, { ounits: [toWireOunit({ ...published, revision: 3, changedAt: new Date(0) })] });
    expect(readDocument(ounitsResponse, xml).ounits.map((ounit) => fromWireOunit(US, ounit))).toEqual([published]);
  }), { numRuns: 200 });
});
