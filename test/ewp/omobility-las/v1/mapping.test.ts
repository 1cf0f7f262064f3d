import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { getResponse } from "../../../../src/ewp/omobility-las/v1/documents.js";
import { fromWireLa, toWireLa } from "../../../../src/ewp/omobility-las/v1/mapping.js";
import { readDocument } from "../../../../src/xml/read.js";
import { writeDocument } from "../../../../src/xml/write.js";
import { wireValues } from "../../../support/xml/wire-values.js";

/** A reason without a status says nothing of a change, and is not kept. */
const withoutStrayReasons = (xml: string): string => xml.replace(/<component(?=[ >])(?![^>]* status=)[^>]*>/g, "<component>");

test("whatever can be written comes back the same, but for reasons of components that are no change", () =>
  fc.assert(fc.property(wireValues(getResponse), ({ las }) => {
    const read = readDocument(getResponse, withoutStrayReasons(writeDocument(getResponse, { las }))).las;
    expect(read.map(fromWireLa).map(toWireLa)).toEqual(read);
  }), { numRuns: 200 }));

test("row 104, 1.5: an unknown reason code counts as none", () => {
  const la = fc.sample(wireValues(getResponse).filter(({ las }) => las.length > 0), { numRuns: 1, seed: 1 })[0]?.las[0];
  if (!la) throw new Error("no sample");
  const wire = { ...la, firstVersion: { ...(la.firstVersion ?? la.approvedChanges), componentsStudied: { components: [{ title: "a", credits: [], status: "deleted" as const, reasonCode: "of a later version" }] } } };
  expect(fromWireLa(wire as typeof la).firstVersion?.components.studied).toEqual([{ title: "a", credits: [], change: { status: "deleted" } }]);
});
