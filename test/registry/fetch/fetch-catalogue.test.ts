import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { fetchCatalogue, type Fetched } from "../../../src/registry/fetch/fetch-catalogue.js";
import { readTables } from "../../../src/registry/parse/tables/tables-file.js";
import { newDirectory, readXml } from "../../support/registry/catalogue-files.js";
import { catalogueXml } from "../../support/registry/catalogue-xml.js";

const XML = catalogueXml({ hosts: [{ heiIds: ["uni-a.example.org"] }], heis: [{ id: "uni-a.example.org" }] });
const tablesOf = (xml: string): string => `${xml}.tables`;
const fileOf = async (bytes: Buffer): Promise<string> => {
  const file = join(await newDirectory(), "x.gz");
  await writeFile(file, bytes);
  return file;
};
const read = (xml: string, maxBytes = 1_000_000): Promise<Fetched> => fetchCatalogue({ files: { xml, tables: tablesOf(xml) }, maxBytes });

describe("a catalogue file", () => {
  test.each([
    ["compressed", gzipSync(XML)],
    ["plain", Buffer.from(XML)],
  ])("that is %s is read as its XML, into tables", async (_, bytes) => {
    const file = await fileOf(bytes);
    const { sha256, statistics } = readXml(XML);
    expect(await read(file)).toEqual({ outcome: "fetched", sha256, statistics, validators: {} });
    expect(await readTables(tablesOf(file))).toEqual(readXml(XML));
  });

  test.each([
    ["only begins like gzip", Buffer.from([0x1f, 0x8b, 1, 2, 3, 4]), "not-gzip", "The catalogue is not a whole gzip stream: unknown compression method"],
    ["is neither gzip nor XML", Buffer.from("{}"), "not-xml", "The catalogue is not well-formed XML: text data outside of root node."],
    ["is empty", Buffer.alloc(0), "not-xml", "The catalogue is not well-formed XML: document must contain a root element."],
    ["ends early", gzipSync(XML).subarray(0, -30), "not-gzip", "The catalogue is not a whole gzip stream: unexpected end of file"],
    ["is a bomb", gzipSync(Buffer.alloc(5_000_000, " ")), "too-large", "The catalogue is larger than 1000000 bytes."],
  ])("that %s is refused", async (_, bytes, code, reason) => {
    expect(await read(await fileOf(bytes))).toEqual({ outcome: "refused", code, reason });
  });

  test("that is missing blames no catalogue", async () => {
    const file = join(await newDirectory(), "none.gz");
    expect(await read(file)).toEqual({ outcome: "failed", code: "internal", reason: `ENOENT: no such file or directory, open '${file}'` });
  });

  test("whose tables cannot be written blames no catalogue", async () => {
    const file = await fileOf(Buffer.from(XML));
    await mkdir(tablesOf(file));
    expect(await read(file)).toEqual({ outcome: "failed", code: "internal", reason: `EISDIR: illegal operation on a directory, open '${tablesOf(file)}'` });
  });
});
