import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Institution } from "../../../../src/domain/institutions/model.js";
import { institutionsResponse } from "../../../../src/ewp/institutions/v2/documents.js";
import { fromWireHei, toKnownHei, toWireHei } from "../../../../src/ewp/institutions/v2/mapping.js";
import { heiId } from "../../../../src/kernel/ids.js";
import { readDocument } from "../../../../src/xml/read.js";
import { writeDocument } from "../../../../src/xml/write.js";
import { anyInstitution, FULL_INSTITUTION } from "../../../support/agreements/profiles.js";

const own = (facts: object): Institution => ({ ...facts, revision: 3, adminEmails: ["ewp@rive.example"], changedAt: new Date(0) }) as unknown as Institution;

describe("institutions as partners read them", () => {
  test("nothing that is published is lost or added on the way through the bytes", () => {
    fc.assert(fc.property(anyInstitution, (published) => {
      const { ounitIds, ...facts } = published;
      const xml = writeDocument(institutionsResponse, { heis: [toWireHei(own(facts), ounitIds)] });
      expect(readDocument(institutionsResponse, xml).heis.map(fromWireHei)).toEqual([published]);
    }), { numRuns: 200 });
  });

  test("what only the owner keeps does not leave", () => {
    expect(JSON.stringify(toWireHei(FULL_INSTITUTION, []))).not.toContain("ewp@rive.example");
  });

  test("of an institution that is only known, its names are told", () => {
    expect(fromWireHei(toKnownHei(heiId("x.example"), [{ text: "X", lang: "en" }]))).toEqual({
      heiId: "x.example", names: [{ text: "X", lang: "en" }], otherIds: [], websiteUrls: [], factsheetUrls: [], courseCatalogueUrls: [], contacts: [], ounitIds: [],
    });
  });
});
