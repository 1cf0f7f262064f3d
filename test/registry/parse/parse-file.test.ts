import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { parseCatalogueFile } from "../../../src/registry/parse/parse-file.js";
import { gzipFile, LIMITS, newDirectory, readXml } from "../../support/registry/catalogue-files.js";
import { catalogueXml } from "../../support/registry/catalogue-xml.js";

const XML = catalogueXml({ hosts: [{ heiIds: ["uni-a.example.org"] }], heis: [{ id: "uni-a.example.org" }] });
const fileOf = async (bytes: Buffer): Promise<string> => {
  const file = join(await newDirectory(), "x.gz");
  await writeFile(file, bytes);
  return file;
};

describe("a catalogue file", () => {
  test("is read as its XML", async () => {
    expect(await parseCatalogueFile(await gzipFile(XML), LIMITS)).toEqual(readXml(XML));
    expect(await parseCatalogueFile(await fileOf(Buffer.from(XML)), LIMITS)).toEqual(readXml(XML));
  });

  test.each([
    ["only begins like gzip", Buffer.from([0x1f, 0x8b, 1, 2, 3, 4]), "not-gzip", "The catalogue is not a whole gzip stream: unknown compression method"],
    ["is neither gzip nor XML", Buffer.from("{}"), "not-xml", "The catalogue is not well-formed XML: text data outside of root node."],
    ["is empty", Buffer.alloc(0), "not-xml", "The catalogue is not well-formed XML: document must contain a root element."],
    ["ends early", gzipSync(XML).subarray(0, -30), "not-gzip", "The catalogue is not a whole gzip stream: unexpected end of file"],
    ["is a bomb", gzipSync(Buffer.alloc(5_000_000, " ")), "too-large", "The catalogue is larger than 1000000 bytes."],
  ])("that %s is refused", async (_, bytes, reason, message) => {
    await expect(parseCatalogueFile(await fileOf(bytes), { maxBytes: 1_000_000 })).rejects.toMatchObject({ name: "CatalogueRefused", reason, message });
  });

  test("that is missing is refused", async () => {
    const file = join(await newDirectory(), "none.gz");
    await expect(parseCatalogueFile(file, LIMITS)).rejects.toMatchObject({ reason: "unreadable-file", message: `The catalogue file cannot be read: ENOENT: no such file or directory, open '${file}'` });
  });
});
