import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { factsheetResponse } from "../../../../src/ewp/factsheet/v1/documents.js";
import { fromWireFactsheet, toWireFactsheet } from "../../../../src/ewp/factsheet/v1/mapping.js";
import { readDocument } from "../../../../src/xml/read.js";
import { writeDocument } from "../../../../src/xml/write.js";
import { anyFactsheet } from "../../../support/agreements/profiles.js";

test("factsheets: nothing that is published is lost or added on the way through the bytes", () => {
  fc.assert(fc.property(anyFactsheet, (published) => {
    const xml = writeDocument(factsheetResponse, { factsheets: [toWireFactsheet({ ...published, revision: 3, changedAt: new Date(0) })] });
    expect(readDocument(factsheetResponse, xml).factsheets.map(fromWireFactsheet)).toEqual([published]);
  }), { numRuns: 200 });
});
