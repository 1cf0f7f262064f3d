/**
 * Our `iia-hash` against the official stylesheet, which may not be copied into the project. Not part of `npm test`; to run it:
 * EWP_XSLT_V7=path/to/transform_version_7.xsl npm run oracle
 */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { iiaHashes } from "../../src/ewp/iias/v7/hash.js";
import { parseXml } from "../../src/xml/parse.js";
import { randomIiaResponses } from "../support/agreements/iia-responses.js";
import { officialHashTexts } from "../support/agreements/xslt-oracle.js";

test("the text to hash and the approval flag of random responses are those of the official stylesheet", () => {
  fc.assert(fc.property(randomIiaResponses, (xml) => {
    const ours = iiaHashes(parseXml(xml)).map(({ text, validForApproval }) => ({ text, validForApproval }));
    expect(ours).toEqual(officialHashTexts(xml));
  }), { numRuns: 300, endOnFailure: true });
}, 600_000);
