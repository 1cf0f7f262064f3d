import { createHash, generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { CatalogueRefused } from "../../../src/registry/parse/refusal.js";
import { createSnapshot } from "../../../src/registry/snapshot.js";
import { readXml } from "../../support/registry/catalogue-files.js";
import { apiEntry, catalogueXml, hostXml, httpSecurity, namespaceOf, parts, rootOpen, testKey } from "../../support/registry/catalogue-xml.js";

const HEI = "uni-a.example.org";
const echo = (body: string, version = "2.0.1"): string => apiEntry("echo", version, body);
const GOOD = echo(parts({ url: "https://a.example.org/echo" }));
const withEntries = (...entries: string[]): string => catalogueXml({ hosts: [{ heiIds: [HEI], entries }], heis: [{ id: HEI }] });

const refusal = (xml: string | Buffer, options?: { maxBytes: number }): CatalogueRefused => {
  try {
    readXml(xml, options);
  } catch (error) {
    if (error instanceof CatalogueRefused) return error;
    throw error;
  }
  throw new Error("the catalogue was taken");
};

describe("a broken catalogue is refused as a whole", () => {
  const nested = (depth: number): string => `${"<x>".repeat(depth)}${"</x>".repeat(depth)}`;
  test.each([
    ["nothing", "", "not-xml", "The catalogue is not well-formed XML: document must contain a root element."],
    ["text", "no catalogue today", "not-xml", "The catalogue is not well-formed XML: text data outside of root node."],
    ["another root", "<html><body/></html>", "wrong-root", "The document is {}html, not {https://github.com/erasmus-without-paper/ewp-specs-api-registry/tree/stable-v1}catalogue."],
    ["the root in another namespace", `<catalogue xmlns="https://example.org/"/>`, "wrong-root", "The document is {https://example.org/}catalogue, not {https://github.com/erasmus-without-paper/ewp-specs-api-registry/tree/stable-v1}catalogue."],
    ["truncated XML", withEntries(GOOD).slice(0, -20), "not-xml", "The catalogue is not well-formed XML: unclosed tag: binaries"],
    ["no hosts", catalogueXml({ hosts: [], heis: [{ id: HEI }] }), "no-hosts", "The catalogue lists no host."],
    ["a document type", `<!DOCTYPE catalogue [<!ENTITY a "b">]>${withEntries(GOOD)}`, "doctype", "The catalogue has a document type declaration; those are refused."],
    ["an external document type", `<!DOCTYPE catalogue SYSTEM "https://example.org/x.dtd">${withEntries(GOOD)}`, "doctype", "The catalogue has a document type declaration; those are refused."],
    ["an undeclared prefix", withEntries("<nowhere:echo version=\"2.0.1\"/>"), "not-xml", `The catalogue is not well-formed XML: unbound namespace prefix: "nowhere".`],
    ["an undeclared entity", withEntries(echo(parts({ url: "https://a.example.org/&xxe;" }))), "not-xml", "The catalogue is not well-formed XML: undefined entity."],
    ["another encoding", `<?xml version="1.0" encoding="ISO-8859-2"?>${withEntries(GOOD)}`, "encoding", "The catalogue is in ISO-8859-2, not in UTF-8."],
    ["deep nesting", withEntries(echo(nested(70))), "too-deep", "The catalogue nests elements more than 64 deep."],
  ])("%s", (_, xml, reason, message) => {
    const { reason: found, message: said } = refusal(xml);
    expect({ reason: found, message: said }).toEqual({ reason, message });
  });

  test("very deep nesting is refused at the same depth, not after all of it", () => {
    expect(refusal(withEntries(echo(nested(200_000)))).reason).toBe("too-deep");
  });

  test("more bytes than the limit", () => {
    expect(refusal(withEntries(GOOD), { maxBytes: 500 })).toMatchObject({ reason: "too-large", message: "The catalogue is larger than 500 bytes." });
  });
});

describe("one broken entry is skipped and counted, the others stay", () => {
  const NS = namespaceOf("echo", 2);
  const first = (text: string): string => `host 1: echo in ${NS}: ${text}`;
  test.each([
    ["no version", apiEntry("echo", "2.0.1", parts({ url: "https://a.example.org/x" })).replace(' version="2.0.1"', ""), "api-version", first('version "" is not of the form N.N.N')],
    ["a version of another form", apiEntry("echo", "2.0.1", "").replace("2.0.1", "2.0-rc1"), "api-version", first('version "2.0-rc1" is not of the form N.N.N')],
    ["no URL", echo(httpSecurity()), "api-without-url", first("no URL")],
    ["an http URL", echo(parts({ url: "http://a.example.org/x" })), "api-url", first('url "http://a.example.org/x" is not an https URL without fragment')],
    ["a URL with a fragment", echo(parts({ url: "https://a.example.org/x#y" })), "api-url", first('url "https://a.example.org/x#y" is not an https URL without fragment')],
    ["a URL that is none", echo(parts({ url: "https://[a" })), "api-url", first('url "https://[a" is not an https URL without fragment')],
    ["one bad URL of two", echo(parts({ "get-url": "https://a.example.org/x", "index-url": "javascript:alert(1)" })), "api-url", first('index-url "javascript:alert(1)" is not an https URL without fragment')],
    ["an empty URL", echo(parts({ url: "" })), "api-url", first('url "" is not an https URL without fragment')],
    ["a limit in words", echo(parts({ url: "https://a.example.org/x", "max-ids": "many" })), "api-limit", first('max-ids "many" is not a positive number')],
    ["a limit of zero", echo(parts({ url: "https://a.example.org/x", "max-ids": 0 })), "api-limit", first('max-ids "0" is not a positive number')],
  ])("%s", (_, entry, reason, example) => {
    const parsed = readXml(withEntries(entry, GOOD));
    expect(parsed.statistics).toMatchObject({ hosts: 1, entries: 1, skipped: [{ reason, count: 1, example }] });
    expect(createSnapshot(parsed).entriesOf(HEI).map(({ urls }) => urls)).toEqual([{ url: "https://a.example.org/echo" }]);
  });

  test("repeated faults are counted once per fault with the first as example", () => {
    const bad = (url: string): string => echo(parts({ url }));
    expect(readXml(withEntries(bad("http://1/"), bad("http://2/"), GOOD)).statistics.skipped).toEqual([
      { reason: "api-url", count: 2, example: first('url "http://1/" is not an https URL without fragment') },
    ]);
  });

  test("bytes that are not UTF-8 are read with replacement characters and counted", () => {
    const xml = Buffer.from(withEntries(GOOD).replace(`University of ${HEI}`, "Universit\u00e9"), "latin1");
    const parsed = readXml(xml);
    expect(createSnapshot(parsed).hei(HEI)?.names[0]?.text).toBe("Universit\uFFFD");
    expect(parsed.statistics.skipped).toMatchObject([{ reason: "replacement-character", count: 1 }]);
  });

  test("institutions without id or listed twice", () => {
    const parsed = readXml(catalogueXml({ hosts: [{ heiIds: [HEI, "", HEI] }], heis: [{ id: "", names: [["Nameless"]] }, { id: HEI, names: [["First"]] }, { id: HEI, names: [["Second"]] }] }));
    expect(parsed.statistics).toMatchObject({
      heis: 1, coveredHeis: 1,
      skipped: [
        { reason: "hei-without-id", count: 1, example: 'an institution named "Nameless" has no id' },
        { reason: "hei-listed-twice", count: 1, example: `${HEI} has several hei elements; the first counts` },
      ],
    });
    expect(createSnapshot(parsed).hei(HEI)?.names).toEqual([{ text: "First" }]);
  });
});

describe("keys that cannot be used are dropped and counted", () => {
  const good = testKey();
  const named = (der: Buffer): { fingerprint: string; der: Buffer } => ({ fingerprint: createHash("sha256").update(der).digest("hex"), der });
  const spki = (publicKey: { export(options: { format: "der"; type: "spki" }): Buffer }): Buffer => publicKey.export({ format: "der", type: "spki" });
  const weak = testKey(1024);
  const odd = testKey(2047);
  const elliptic = named(spki(generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey));
  const pss = named(spki(generateKeyPairSync("rsa-pss", { modulusLength: 2048 }).publicKey));
  const garbage = named(Buffer.from("no key at all"));
  const mislabelled = { fingerprint: "a".repeat(64), der: good.der };
  test.each([
    ["shorter than 2048 bits", weak, "key-weak", `${weak.fingerprint} has 1024 bits, fewer than 2048`],
    ["one bit too short", odd, "key-weak", `${odd.fingerprint} has 2047 bits, fewer than 2048`],
    ["no RSA key", elliptic, "key-not-rsa", `${elliptic.fingerprint} is of type ec`],
    ["an RSA key for another use", pss, "key-not-rsa", `${pss.fingerprint} is of type rsa-pss`],
    ["no key", garbage, "key-unreadable", `${garbage.fingerprint} is no SubjectPublicKeyInfo`],
    ["another fingerprint", mislabelled, "key-fingerprint", `the body listed under ${mislabelled.fingerprint} has another SHA-256`],
  ])("%s", (_, key, reason, example) => {
    const parsed = readXml(catalogueXml({ hosts: [{ clientKeys: [key.fingerprint, good.fingerprint], serverKeys: [key.fingerprint] }], keys: [key, good] }));
    expect(parsed.statistics).toMatchObject({ clientKeys: 1, serverKeys: 0, skipped: [{ reason, count: 1, example }] });
    expect(createSnapshot(parsed).clientKey(key.fingerprint)).toBeUndefined();
    expect(createSnapshot(parsed).clientKey(good.fingerprint)?.fingerprint).toBe(good.fingerprint);
  });

  test("a fingerprint without body, and one that is no fingerprint", () => {
    const parsed = readXml(catalogueXml({ hosts: [{ clientKeys: ["b".repeat(64), "B".repeat(64)] }], keys: [good] }));
    expect(parsed.statistics.skipped).toEqual([
      { reason: "key-reference", count: 1, example: `host 1 names the key "${"B".repeat(64)}", which is no lower-case hex SHA-256` },
      { reason: "key-without-body", count: 1, example: `${"b".repeat(64)} is not among the binaries` },
    ]);
  });

  test("keys longer than 2048 bits are fine", () => {
    const long = testKey(3072);
    const parsed = readXml(catalogueXml({ hosts: [{ clientKeys: [long.fingerprint] }], keys: [long] }));
    expect(createSnapshot(parsed).clientKey(long.fingerprint)?.publicKey.asymmetricKeyDetails?.modulusLength).toBe(3072);
  });
});

describe("what is read", () => {
  test("prefixes, comments, CDATA, processing instructions and unknown elements do not matter", () => {
    const r = "https://github.com/erasmus-without-paper/ewp-specs-api-registry/tree/stable-v1";
    const xml = `\uFEFF<?xml version="1.0"?><!-- x --><q:catalogue xmlns:q="${r}" xmlns:unknown="urn:x"><unknown:host><q:deep/></unknown:host>
      <q:host><?pi x?><unknown:hei-id>no</unknown:hei-id><q:institutions-covered><q:hei-id> uni<!-- - -->-a<![CDATA[.example]]>.org
      <unknown:x>hidden</unknown:x></q:hei-id></q:institutions-covered></q:host></q:catalogue>`;
    expect(createSnapshot(readXml(xml)).coveredHeis()).toEqual([HEI]);
  });

  test("elements in another namespace than their place asks for are not read", () => {
    const stranger = apiEntry("echo", "2.0.1", `<x:url xmlns:x="urn:x">https://evil.example.org/</x:url>${parts({ url: "https://a.example.org/echo" })}`);
    expect(createSnapshot(readXml(withEntries(stranger))).entriesOf(HEI)[0]?.urls).toEqual({ url: "https://a.example.org/echo" });
  });

  test("the SHA-256 and size are those of the XML", () => {
    const xml = withEntries(GOOD);
    expect(readXml(xml)).toMatchObject({ sha256: createHash("sha256").update(xml).digest("hex"), bytes: Buffer.byteLength(xml) });
  });

  test("the pieces in which the bytes arrive make no difference, not even inside a character or a tag", () => {
    const key = testKey();
    const xml = catalogueXml({
      hosts: [{ heiIds: [HEI], entries: [GOOD, apiEntry("iias", "7.0.0", httpSecurity() + parts({ "get-url": "https://a.example.org/g", "max-iia-ids": 20 }))], clientKeys: [key.fingerprint], serverKeys: [key.fingerprint] }],
      heis: [{ id: HEI, names: [["Πανεπιστήμιο 🎓", "el"]], otherIds: [["pic", "1"]] }], keys: [key],
    });
    const whole = readXml(xml);
    fc.assert(fc.property(fc.integer({ min: 1, max: 300 }), (pieceBytes) => {
      expect(readXml(xml, { pieceBytes })).toEqual(whole);
    }), { numRuns: 40 });
  });

  test("whatever is put in the place of one byte, the answer is a catalogue or a refusal", () => {
    const xml = Buffer.from(rootOpen() + hostXml({ heiIds: [HEI], entries: [GOOD] }) + "</catalogue>");
    fc.assert(fc.property(fc.nat(xml.length - 1), fc.nat(255), (at, byte) => {
      const changed = Buffer.from(xml);
      changed[at] = byte;
      try {
        expect(readXml(changed).statistics.hosts).toBe(1);
      } catch (error) {
        expect(error).toBeInstanceOf(CatalogueRefused);
      }
    }), { numRuns: 500 });
  });
});
