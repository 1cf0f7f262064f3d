/** PROTOCOL 7 rows 1 to 7 and 8 rows 10, 19, over the real listener. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createHash, createPublicKey } from "node:crypto";
import { createOwnCertificates } from "../../../../src/app/keys/own-certificates.js";
import { apis } from "../../../../src/ewp/apis.js";
import { manifest } from "../../../../src/ewp/discovery/v6/documents.js";
import { createManifests } from "../../../../src/ewp/discovery/v6/manifests.js";
import { serveDiscoveryV6 } from "../../../../src/ewp/discovery/v6/server.js";
import { manifestEntry, NOTHING_MORE, type Offers } from "../../../../src/ewp/runtime/manifest-entry.js";
import { heiId } from "../../../../src/kernel/ids.js";
import { securityMethod } from "../../../../src/registry/namespaces.js";
import { attributeOf, childElements, textOf, type XmlElement } from "../../../../src/xml/element.js";
import { readDocument } from "../../../../src/xml/read.js";
import { hostKeys, snapshotOfHosts, testHost } from "../../../support/ewp/ewp-hosts.js";
import { startNode, type TestNode } from "../../../support/ewp/ewp-node.js";
import { steeredClock } from "../../../support/fixed-ports.js";
import { developerMessage, send, signatureFaults } from "../../../support/ewp/signed-client.js";
import { testTls } from "../../../support/servers/tls.js";
import { schemasDir, tellSkipped, validateAgainstXsd } from "../../../support/xml/xsd-oracle.js";

const hosts = ["uni.example.edu", "poly.example.edu"].map(testHost);
const clock = steeredClock();
let node: TestNode;
const asked: string[] = [];

const institutions = {
  get: async (id: string) => {
    asked.push(id);
    return {
      heiId: heiId(id), names: [{ text: `Name of ${id}`, lang: "en" }, { text: "Ünïversité" }], otherIds: [{ type: "erasmus", value: "XX TEST01" }],
      adminEmails: id.startsWith("uni") ? ["ewp@uni.example.edu"] : [], revision: 1, websiteUrls: [], factsheetUrls: [], courseCatalogueUrls: [], contacts: [], changedAt: clock.now(),
    };
  },
};

beforeAll(async () => {
  const snapshot = snapshotOfHosts(hosts);
  node = await startNode({
    tls: await testTls(), served: [serveDiscoveryV6], hosts, clock, catalogue: { current: () => snapshot },
    services: (publicUrl: string) => ({
      manifests: createManifests({ institutions, keys: hostKeys(...hosts), clock, publisher: { publicUrl, adminProvider: "Test (Passerelle)", adminEmail: "ewp@provider.example", apis: apis.map(({ api }) => api) } }),
    }),
  });
});
afterAll(() => node.close());

const urlOf = (id: string): string => `${node.publicUrl}/ewp/${id}/manifest.xml`;
const fetched = async (id: string) => {
  const answer = await send(node, { path: `/ewp/${id}/manifest.xml`, headers: { "accept-signature": undefined } });
  expect(answer.status).toBe(200);
  const { host } = readDocument(manifest, answer.body);
  if (!host) throw new Error("no host");
  return { answer, host, entries: host.apisImplemented?.entries ?? [] };
};
const child = (entry: XmlElement, name: string): string | undefined => childElements(entry, name).map(textOf)[0];
const urls = (entry: XmlElement): string[] => childElements(entry).filter(({ name }) => /^(.+-)?url$/.test(name)).map(textOf);

test("row 1: one host, one institution, addresses of an office", async () => {
  const { host, answer } = await fetched("uni.example.edu");
  expect(host).toMatchObject({ adminEmails: ["ewp@uni.example.edu"], adminProvider: "Test (Passerelle)" });
  expect(host.institutionsCovered?.hei).toEqual({
    id: "uni.example.edu", names: [{ text: "Name of uni.example.edu", lang: "en" }, { text: "Ünïversité" }], otherIds: [{ type: "erasmus", text: "XX TEST01" }],
  });
  expect(answer.headers).toMatchObject({ "content-type": "text/xml; charset=utf-8", "cache-control": "public, max-age=60" });
  expect((await fetched("poly.example.edu")).host.adminEmails).toEqual(["ewp@provider.example"]);
});
test("row 1: valid against the official schemas", async () => {
  if (schemasDir === undefined) return tellSkipped("the manifest against the schema");
  expect(validateAgainstXsd((await fetched("uni.example.edu")).answer.text)).toEqual([]);
});
test("row 1: valid with everything that a node can offer, certificates included", async () => {
  const offers = { encryptedRequests: true, encryptedAnswers: true, clientCertificates: true };
  const keys = hostKeys(...hosts);
  const manifests = createManifests({ institutions, keys, certificates: createOwnCertificates(keys), clock, publisher: { publicUrl: node.publicUrl, adminProvider: "Test", apis: apis.map(({ api }) => api), offers } });
  const text = Buffer.from(await manifests.manifestOf(heiId("uni.example.edu"))).toString();
  expect(text.match(/<tlscert [^>]*allows-self-signed="true"\/>/g)).toHaveLength(apis.length - 1);
  expect(text.match(/<certificate>/g)).toHaveLength(1);
  if (schemasDir !== undefined) expect(validateAgainstXsd(text)).toEqual([]);
});
test("row 2: the discovery entry names the very address, and nothing about http-security", async () => {
  const { entries } = await fetched("uni.example.edu");
  const discovery = entries.find(({ name }) => name === "discovery");
  expect(discovery && [child(discovery, "url"), childElements(discovery).length]).toEqual([urlOf("uni.example.edu"), 1]);
});
test("row 3, 8 row 19: keys and addresses are each institution's own, below the public URL", async () => {
  const [first, second] = [await fetched("uni.example.edu"), await fetched("poly.example.edu")];
  const shared = (of: (one: typeof first) => readonly string[]): string[] => of(first).filter((value) => of(second).includes(value));
  expect(shared(({ host }) => host.clientCredentialsInUse?.rsaPublicKeys ?? [])).toEqual([]);
  expect(shared(({ entries }) => entries.flatMap(urls))).toEqual([]);
  expect(first.entries.flatMap(urls).every((url) => url.startsWith(`${node.publicUrl}/ewp/uni.example.edu/`))).toBe(true);
});
test("row 4: keys are DER SubjectPublicKeyInfo of at least 2048 bits", async () => {
  const { host } = await fetched("uni.example.edu");
  const keys = [...host.clientCredentialsInUse?.rsaPublicKeys ?? [], ...host.serverCredentialsInUse?.rsaPublicKeys ?? []].map((text) => Buffer.from(text, "base64"));
  expect(keys.map((der) => createHash("sha256").update(der).digest("hex"))).toEqual([hosts[0]?.client.fingerprint, hosts[0]?.server.fingerprint]);
  for (const key of keys) expect(createPublicKey({ key, format: "der", type: "spki" }).asymmetricKeyDetails?.modulusLength).toBeGreaterThanOrEqual(2048);
});

describe.each(apis.map(({ api }) => [api.element, api] as const))("entry %s", (element, api) => {
  const entry = async (): Promise<XmlElement> => {
    const found = (await fetched("uni.example.edu")).entries.find(({ name, ns }) => name === element && ns === api.manifestNamespace);
    if (!found) throw new Error(`no entry ${element}`);
    return found;
  };
  test("row 5: the version is N.N.N and its major is the namespace's", async () => {
    const version = attributeOf(await entry(), "version") ?? "";
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    // Drafts, such as courses 0.7, live in the namespace of the version that they become.
    expect(api.manifestNamespace).toContain(`/stable-v${Number(version.split(".")[0]) || 1}/`);
  });
  test("row 6: every aspect of security is declared", async () => {
    const [security] = childElements(await entry(), "http-security");
    if (api.access === "discovery") return expect(security).toBeUndefined();
    const methods = childElements(security as XmlElement).map((aspect) => [aspect.name, childElements(aspect).map(({ name }) => name)]);
    expect(methods).toEqual([
      ["client-auth-methods", api.access === "anyone" ? ["anonymous", "httpsig"] : ["httpsig"]],
      ["server-auth-methods", ["tlscert", "httpsig"]], ["request-encryption-methods", ["tls"]], ["response-encryption-methods", ["tls"]],
    ]);
  });
  test("8 row 17: encryption is declared for echo only, and as the node offers it", () => {
    const declared = (offers: Offers): unknown =>
      childElements(manifestEntry(api, "https://ewp.example.edu", heiId("uni.example.edu"), offers), "http-security").flatMap((security) => childElements(security))
        .filter(({ name }) => name.endsWith("encryption-methods")).map((aspect) => childElements(aspect).map(({ name, ns }) => `${name} ${ns}`));
    const tls = ["reqencr", "resencr"].map((aspect) => [`tls ${securityMethod(`${aspect}-tls`)}`]);
    const both = ["reqencr", "resencr"].map((aspect) => [`tls ${securityMethod(`${aspect}-tls`)}`, `ewp-rsa-aes128gcm ${securityMethod(`${aspect}-rsa-aes128gcm`)}`]);
    const usual = api.access === "discovery" ? [] : tls;
    expect(declared(NOTHING_MORE)).toEqual(usual);
    expect(declared({ ...NOTHING_MORE, encryptedRequests: true, encryptedAnswers: true })).toEqual(element === "echo" ? both : usual);
    expect(declared({ ...NOTHING_MORE, encryptedAnswers: true })).toEqual(element === "echo" ? [tls[0], both[1]] : usual);
  });
  test("row 7: addresses are https without fragment or query, and one is url or get-url", async () => {
    const found = urls(await entry()).map((text) => new URL(text));
    expect(found.every(({ protocol, hash, search }) => protocol === "https:" && hash === "" && search === "")).toBe(true);
    expect(childElements(await entry()).some(({ name }) => name === "url" || name === "get-url")).toBe(true);
  });
  test("8 row 10: limits between 2 and 100", async () => {
    for (const name of Object.keys(api.limits)) expect(Number(child(await entry(), name))).toBe(api.limits[name]);
    for (const limit of Object.values(api.limits)) expect(limit >= 2 && limit <= 100).toBe(true);
  });
});

test("anybody may read it; who asks for a signature gets one", async () => {
  const answer = await send(node, { path: "/ewp/uni.example.edu/manifest.xml" });
  expect(answer.status).toBe(200);
  expect(signatureFaults(answer, hosts[0]?.server as (typeof hosts)[0]["server"])).toEqual([]);
});
test("another method is 405", async () => {
  const answer = await send(node, { method: "POST", path: "/ewp/uni.example.edu/manifest.xml" });
  expect([answer.status, developerMessage(answer)]).toEqual([405, "Method POST is not allowed here; use GET."]);
});
test("written at most once in ten seconds, whoever asks how often", async () => {
  clock.advance(10_000);
  asked.length = 0;
  await Promise.all(Array.from({ length: 5 }, () => fetched("uni.example.edu")));
  expect(asked).toEqual(["uni.example.edu"]);
  clock.advance(10_000);
  await fetched("uni.example.edu");
  expect(asked).toHaveLength(2);
});
