import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { catalogue } from "../../../src/ewp/registry/v1/documents.js";
import { writeCatalogue } from "../../../src/sandbox/registry/catalogue.js";
import { importManifests } from "../../../src/sandbox/registry/import.js";
import { fingerprintOf } from "../../../src/security/keys/public-key.js";
import { testClientCertificate } from "../../support/servers/client-certificate.js";
import { readDocument } from "../../../src/xml/read.js";

const GH = "https://github.com/erasmus-without-paper";
const key = (bits = 2048): { readonly spki: string; readonly fingerprint: string } => {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: bits });
  return { spki: publicKey.export({ type: "spki", format: "der" }).toString("base64"), fingerprint: fingerprintOf(publicKey) };
};
const KEYS = { a: key(), b: key(), server: key(), weak: key(1024) };

const entry = (name: string, stable: number, children: string, version = `${stable}.0.0`): string =>
  `<e:${name} xmlns:e="${GH}/ewp-specs-api-${name}/blob/stable-v${stable}/manifest-entry.xsd" version="${version}">${children}</e:${name}>`;
const url = (address: string, element = "url"): string => `<e:${element}>${address}</e:${element}>`;

interface Parts {
  readonly hei?: string | undefined;
  readonly entries?: string;
  readonly clientKeys?: readonly string[];
  readonly certificates?: readonly string[];
  readonly serverKeys?: readonly string[];
}
const BASE = "https://127.0.0.1:9001";
const manifestUrl = (hei: string): string => `${BASE}/${hei}/manifest.xml`;
const manifest = ({ hei, entries = "", clientKeys = [], certificates = [], serverKeys = [] }: Parts): string => `<?xml version="1.0"?>
<manifest xmlns="${GH}/ewp-specs-api-discovery/tree/stable-v6" xmlns:r="${GH}/ewp-specs-api-registry/tree/stable-v1" xmlns:ewp="${GH}/ewp-specs-architecture/blob/stable-v1/common-types.xsd">
  <host><ewp:admin-email>ewp@example.org</ewp:admin-email><ewp:admin-provider>Someone</ewp:admin-provider>
    <r:apis-implemented>${entries}</r:apis-implemented>
    ${hei === undefined ? "" : `<institutions-covered><r:hei id="${hei}"><r:other-id type="erasmus">XX X01</r:other-id><r:name xml:lang="en">Name of ${hei}</r:name></r:hei></institutions-covered>`}
    <client-credentials-in-use>${certificates.map((one) => `<certificate>${one}</certificate>`).join("")}${clientKeys.map((one) => `<rsa-public-key>${one}</rsa-public-key>`).join("")}</client-credentials-in-use>
    <server-credentials-in-use>${serverKeys.map((one) => `<rsa-public-key>${one}</rsa-public-key>`).join("")}</server-credentials-in-use>
  </host></manifest>`;
const discovery = (hei: string): string => entry("discovery", 6, url(manifestUrl(hei)));
const fetched = (hei: string, text: string): { url: string; body: Uint8Array } => ({ url: manifestUrl(hei), body: new TextEncoder().encode(text) });
const importOne = (parts: Parts & { readonly hei: string }): ReturnType<typeof importManifests> => importManifests([fetched(parts.hei, manifest(parts))]);
const notesOf = (imported: ReturnType<typeof importManifests>, at = 0): readonly string[] => (imported.manifests[at]?.notes ?? []).map(({ level, text }) => `${level}: ${text}`);

describe("what the registry takes from a manifest (PROTOCOL 2.1)", () => {
  test("a good one goes into the catalogue as it is, keys by fingerprint", () => {
    const entries = discovery("a.example") + entry("iias", 7, `${url(`${BASE}/a/get`, "get-url")}<e:max-iia-ids>10</e:max-iia-ids>${url(`${BASE}/a/index`, "index-url")}`);
    const imported = importOne({ hei: "a.example", entries, clientKeys: [KEYS.a.spki.replace(/(.{64})/g, "$1\n      ")], serverKeys: [KEYS.server.spki] });
    expect(imported.manifests).toEqual([{ url: manifestUrl("a.example"), heiId: "a.example", apis: ["discovery 6.0.0", "iias 7.0.0"], notes: [] }]);
    const read = readDocument(catalogue, writeCatalogue(imported, "https://127.0.0.1:9000/catalogue-v1.xml"));
    expect(read.hosts).toHaveLength(2);
    expect(read.hosts[1]).toMatchObject({
      institutionsCovered: { heiIds: ["a.example"] },
      clientCredentialsInUse: { rsaPublicKeys: [{ sha256: KEYS.a.fingerprint }] },
      serverCredentialsInUse: { rsaPublicKeys: [{ sha256: KEYS.server.fingerprint }] },
    });
    expect(read.hosts[1]?.apisImplemented?.entries.map(({ name, ns }) => [name, ns])).toEqual([
      ["discovery", `${GH}/ewp-specs-api-discovery/blob/stable-v6/manifest-entry.xsd`], ["iias", `${GH}/ewp-specs-api-iias/blob/stable-v7/manifest-entry.xsd`],
    ]);
    expect(read.binaries?.rsaPublicKeys).toEqual([{ sha256: KEYS.a.fingerprint, text: KEYS.a.spki }, { sha256: KEYS.server.fingerprint, text: KEYS.server.spki }]);
    expect(read.institutions.heis).toEqual([{ id: "a.example", otherIds: [{ type: "erasmus", text: "XX X01" }], names: [{ text: "Name of a.example", lang: "en" }] }]);
  });

  test("client certificates go into the catalogue by fingerprint, unreadable ones do not", () => {
    const { certificatePem, fingerprint } = testClientCertificate();
    const base64 = certificatePem.replace(/-----[^-]+-----|\r/g, "");
    const imported = importOne({ hei: "a.example", entries: discovery("a.example"), certificates: [base64, "bm9uZQ=="] });
    expect(imported.hosts[0]?.clientCredentialsInUse).toEqual({ certificates: [{ sha256: fingerprint }], rsaPublicKeys: [] });
    expect(notesOf(imported)).toEqual(["error: A client certificate is left out: it cannot be read; expected DER in base64."]);
  });

  test("a host without an institution is imported with its keys", () => {
    const imported = importManifests([{ url: `${BASE}/client.xml`, body: new TextEncoder().encode(manifest({ clientKeys: [KEYS.a.spki] })) }]);
    expect(imported.hosts[0]?.institutionsCovered).toBeUndefined();
    expect(imported.hosts[0]?.clientCredentialsInUse?.rsaPublicKeys).toEqual([{ sha256: KEYS.a.fingerprint }]);
  });

  test("rule 2: what is not valid is not imported, and the others are", () => {
    const imported = importManifests([fetched("a.example", "<html>no</html>"), fetched("b.example", manifest({ hei: "b.example", entries: discovery("b.example") }))]);
    expect(notesOf(imported)).toEqual(["error: The manifest is not valid: /html: expected the root element manifest"]);
    expect(imported.heis.map(({ id }) => id)).toEqual(["b.example"]);
  });

  test("rule 4: the discovery entry has to be there and to name the registered address", () => {
    expect(notesOf(importOne({ hei: "a.example" }))).toEqual(["warning: The manifest has no discovery entry about itself."]);
    expect(notesOf(importOne({ hei: "a.example", entries: entry("discovery", 6, url("https://elsewhere.example/m")) }))).toEqual([
      `warning: The discovery entry says https://elsewhere.example/m, but the manifest is registered under ${manifestUrl("a.example")}.`,
    ]);
  });

  test("rule 5: one institution per manifest", () => {
    const two = manifest({ hei: "a.example", entries: discovery("a.example") }).replace("</institutions-covered>", "<r:hei id=\"b.example\"><r:name>B</r:name></r:hei></institutions-covered>");
    const imported = importManifests([fetched("a.example", two)]);
    expect(imported.heis).toEqual([]);
    expect(notesOf(imported)[0]).toMatch(/^error: The manifest is not valid: .*institutions-covered/);
  });

  test("rule 6: a client key of another institution is left out, a server key may be shared", () => {
    const of = (hei: string): ReturnType<typeof fetched> => fetched(hei, manifest({ hei, entries: discovery(hei), clientKeys: [KEYS.a.spki], serverKeys: [KEYS.server.spki] }));
    const imported = importManifests([of("a.example"), of("b.example")]);
    expect(notesOf(imported, 0)).toEqual([]);
    expect(notesOf(imported, 1)).toEqual([`error: The client key ${KEYS.a.fingerprint} is left out: it belongs to a.example, and client keys are unique in the network.`]);
    expect(imported.hosts.map((host) => [host.clientCredentialsInUse?.rsaPublicKeys.length ?? 0, host.serverCredentialsInUse?.rsaPublicKeys.length ?? 0])).toEqual([[1, 1], [0, 1]]);
  });

  test("keys that are too weak or no keys are left out", () => {
    const imported = importOne({ hei: "a.example", entries: discovery("a.example"), clientKeys: [KEYS.weak.spki, Buffer.from("no key").toString("base64"), KEYS.b.spki] });
    expect(notesOf(imported)).toEqual([
      "error: A client key is left out: The RSA key has 1024 bits; expected at least 2048.",
      "error: A client key is left out: The key cannot be read; expected a DER SubjectPublicKeyInfo, in base64.",
    ]);
    expect(imported.hosts[0]?.clientCredentialsInUse?.rsaPublicKeys).toEqual([{ sha256: KEYS.b.fingerprint }]);
  });

  test("rule 10: a version of another major is doubtful, 0.x in stable-v1 is not", () => {
    const entries = discovery("a.example") + entry("iias", 7, url(`${BASE}/a/g`, "get-url"), "6.2.0") + entry("courses", 1, url(`${BASE}/a/c`), "0.7.1");
    expect(notesOf(importOne({ hei: "a.example", entries }))).toEqual(["warning: The entry iias has version 6.2.0 in the namespace of stable-v7."]);
  });

  test.each([
    ["neither url nor get-url", url(`${BASE}/x`, "report-url"), "it has neither url nor get-url"],
    ["plain HTTP", url("http://127.0.0.1/x"), "http://127.0.0.1/x is no https URL"],
    ["a fragment", url(`${BASE}/x#y`), `${BASE}/x#y has a fragment`],
    ["localhost", url("https://localhost:9001/x"), "https://localhost:9001/x has a host without a public suffix"],
    ["a .test name", url("https://ewp.test/x"), "https://ewp.test/x has a host without a public suffix"],
    ["a bad second address", `${url(`${BASE}/x`, "get-url")}${url("http://127.0.0.1/i", "index-url")}`, "http://127.0.0.1/i is no https URL"],
  ])("PROTOCOL 8 row 19: an entry with %s is left out", (_, children, problem) => {
    const imported = importOne({ hei: "a.example", entries: discovery("a.example") + entry("institutions", 2, children) });
    expect(notesOf(imported)).toEqual([`error: The entry institutions is left out: ${problem}.`]);
    expect(imported.manifests[0]?.apis).toEqual(["discovery 6.0.0"]);
  });

  test("PROTOCOL 8 row 19: echo and discovery may have any address", () => {
    const imported = importOne({ hei: "a.example", entries: discovery("a.example") + entry("echo", 2, url("https://localhost/echo")) });
    expect(imported.manifests[0]?.apis).toEqual(["discovery 6.0.0", "echo 2.0.0"]);
  });

  test("an API appears once per institution, and an address belongs to one host unless server keys are shared", () => {
    const iias = (address: string): string => entry("iias", 7, url(address, "get-url"));
    const twice = importOne({ hei: "a.example", entries: discovery("a.example") + iias(`${BASE}/1`) + iias(`${BASE}/2`) });
    expect(notesOf(twice)).toEqual([`error: The entry iias is left out: a.example has this API under ${BASE}/1 already.`]);
    const same = (serverKeys: readonly string[]): readonly string[] => notesOf(importManifests(["a.example", "b.example"].map((hei) => fetched(hei, manifest({ hei, entries: discovery(hei) + iias(`${BASE}/1`), serverKeys })))), 1);
    expect(same([])).toEqual([`error: The entry iias is left out: its address ${BASE}/1 is registered by ${manifestUrl("a.example")} already.`]);
    expect(same([KEYS.server.spki])).toEqual([]);
  });

  test("nobody but the registry publishes a registry entry or a catalogue", () => {
    const entries = discovery("a.example") + entry("registry", 1, url(`${BASE}/c`, "catalogue-url")) + `<c:catalogue xmlns:c="${GH}/ewp-specs-api-registry/tree/stable-v0"/>`;
    expect(notesOf(importOne({ hei: "a.example", entries }))).toEqual([
      "error: The entry registry is left out: only the registry itself publishes one.",
      "error: The entry catalogue is left out: a catalogue cannot be part of a manifest.",
    ]);
  });

  test("entries of other networks are copied unseen", () => {
    const foreign = "<x:thing xmlns:x=\"urn:x\" a=\"1\">text<x:inner/></x:thing>";
    const [host] = importOne({ hei: "a.example", entries: discovery("a.example") + foreign }).hosts;
    expect(host?.apisImplemented?.entries[1]).toEqual({ name: "thing", ns: "urn:x", attributes: [{ name: "a", ns: "", value: "1" }], children: ["text", { name: "inner", ns: "urn:x", attributes: [], children: [] }] });
  });

  test("an institution of two hosts stands once in the catalogue, with what both say", () => {
    const of = (at: number): ReturnType<typeof fetched> => fetched(`a${at}`, manifest({ hei: "a.example" }).replace("XX X01", `XX X0${at}`));
    expect(importManifests([of(1), of(2)]).heis).toEqual([{
      id: "a.example", otherIds: [{ type: "erasmus", text: "XX X01" }, { type: "erasmus", text: "XX X02" }], names: [{ text: "Name of a.example", lang: "en" }],
    }]);
  });
});
