import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { XmlElement } from "../../src/xml/element.js";
import { parseXml } from "../../src/xml/parse.js";
import { readDocument } from "../../src/xml/read.js";
import { writeDocument } from "../../src/xml/write.js";
import { WIRE_DOCUMENTS } from "../support/xml/wire-documents.js";
import { wireValues } from "../support/xml/wire-values.js";
import { examplesDir, schemasDir, tellSkipped, validateAgainstXsd } from "../support/xml/xsd-oracle.js";

const documents = Object.entries(WIRE_DOCUMENTS);

describe("everything that is written is valid against the official schemas", () => {
  if (schemasDir === undefined) return test("schemas are not at hand", () => tellSkipped("validation of what is written"));

  test.each(documents)("%s", (_name, doc) => {
    fc.assert(fc.property(wireValues(doc), (value) => {
      const xml = writeDocument(doc, value);
      expect({ xml, problems: validateAgainstXsd(xml) }).toEqual({ xml, problems: [] });
    }), { numRuns: 300 });
  });

  test("the oracle does find faults", () => {
    const xml = `<response xmlns="https://github.com/erasmus-without-paper/ewp-specs-api-echo/tree/stable-v2"><echo/><hei-id/></response>`;
    expect(validateAgainstXsd(xml)).toEqual([expect.stringContaining("hei-id")]);
  });
});

/** The parts of an example that carry meaning: no schema hints, no layout, no order of attributes, and no blanks around or inside simple values where they mean nothing. */
const essence = (from: XmlElement): unknown => {
  const elements = from.children.filter((child): child is XmlElement => typeof child !== "string");
  const text = from.children.filter((child) => typeof child === "string").join("");
  const isKey = from.name === "rsa-public-key" || from.name === "certificate";
  return {
    name: from.name,
    ns: from.ns,
    attributes: from.attributes.filter(({ ns }) => ns !== "http://www.w3.org/2001/XMLSchema-instance").map(({ name, ns, value }) => [ns, name, value]).sort(),
    content: elements.length > 0 ? elements.map(essence) : isKey ? text.replace(/\s+/g, "") : text.trim() === "" ? "" : text,
  };
};

describe("the official examples are read without loss", () => {
  if (examplesDir === undefined) return test("examples are not at hand", () => tellSkipped("reading of the official examples"));
  const folder = examplesDir;
  const known = readdirSync(folder).filter((file) => file.endsWith(".xml")).flatMap((file) => {
    const root = parseXml(readFileSync(join(folder, file)));
    const doc = documents.find(([, { ns, root: name }]) => ns === root.ns && name === root.name)?.[1];
    return doc ? [{ file, root, doc }] : [];
  });

  test("all that belong to these documents are there", () => {
    expect(known.map(({ file }) => file)).toEqual([
      "course-replication-response.xml", "courses-response.xml", "discovery-manifest.xml", "elmo.xml", "factsheet-response.xml", "iias-approval-response.xml",
      "iias-get-response.xml", "iias-index-response.xml", "iias-stats-response.xml", "imobilities-get-response.xml", "imobility-tors-get-response.xml", "imobility-tors-index-response.xml", "institutions-response.xml", "omobilities-get-response.xml", "omobilities-index-response.xml", "omobilities-update-response.xml", "omobility-la-cnr-stats-response.xml",
      "omobility-las-get-response.xml", "omobility-las-index-response.xml", "omobility-las-update-requests-approve-proposal-v1.xml", "omobility-las-update-requests-comment-proposal-v1.xml",
      "omobility-las-update-response.xml", "ounits-response.xml", "registry-catalogue.xml",
    ]);
  });

  test.each(known)("$file", ({ root, doc }) => {
    const value = readDocument(doc, root);
    const written = writeDocument(doc, value);
    expect(readDocument(doc, written)).toEqual(value);
    expect(essence(parseXml(written))).toEqual(essence(root));
    expect(validateAgainstXsd(written)).toEqual([]);
  });
});
