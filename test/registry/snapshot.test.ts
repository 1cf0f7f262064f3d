import { createHash, sign, verify } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import type { Snapshot } from "../../src/registry/model.js";
import { createSnapshot } from "../../src/registry/snapshot.js";
import { readXml } from "../support/registry/catalogue-files.js";
import { apiEntry, catalogueXml, httpSecurity, namespaceOf, parts, testKey, type CatalogueSpec } from "../support/registry/catalogue-xml.js";

const A = "uni-a.example.org";
const B = "uni-b.example.de";
const C = "uni-c.example.org";
const IIAS = namespaceOf("iias", 7);
const snapshotOf = (spec: CatalogueSpec): Snapshot => createSnapshot(readXml(catalogueXml(spec)));
const iias = (version: string, url: string): string => apiEntry("iias", version, parts({ "get-url": url, "max-iia-ids": 20 })).replaceAll(/stable-v\d/g, "stable-v7");

describe("PROTOCOL 7 row 10: entry and HEI at the same host, the highest version first", () => {
  const snapshot = snapshotOf({
    hosts: [
      { heiIds: [A], entries: [iias("1.9.0", "https://old.example.org/")] },
      { heiIds: [B], entries: [iias("9.0.0", "https://b.example.de/")] },
      { heiIds: [A, C], entries: [iias("1.10.0", "https://new.example.org/"), apiEntry("echo", "2.0.1", parts({ url: "https://new.example.org/echo" }))] },
    ],
    heis: [{ id: A }, { id: B }, { id: C }],
  });

  test("1.10.0 wins over 1.9.0 although the HEI is covered by two hosts", () => {
    expect(snapshot.apiEntries(A, IIAS, "iias").map(({ version, host, urls }) => [version, host, urls])).toEqual([
      ["1.10.0", 2, { "get-url": "https://new.example.org/" }],
      ["1.9.0", 0, { "get-url": "https://old.example.org/" }],
    ]);
  });

  test("entries of hosts that do not cover the HEI do not count", () => {
    expect(snapshot.apiEntries(C, IIAS, "iias").map(({ version }) => version)).toEqual(["1.10.0"]);
    expect(snapshot.apiEntries("nobody.example.org", IIAS, "iias")).toEqual([]);
  });

  test("namespace and element both have to be right", () => {
    expect(snapshot.apiEntries(A, namespaceOf("iias", 6), "iias")).toEqual([]);
    expect(snapshot.apiEntries(A, IIAS, "iias-approval")).toEqual([]);
    expect(snapshot.apiEntries(A, "", "")).toEqual([]);
  });

  test("all entries of a HEI, by element, and one API anywhere", () => {
    expect(snapshot.entriesOf(A).map(({ element, version }) => `${element} ${version}`)).toEqual(["echo 2.0.1", "iias 1.10.0", "iias 1.9.0"]);
    expect(snapshot.findApi(IIAS, "iias").map(({ version }) => version)).toEqual(["9.0.0", "1.10.0", "1.9.0"]);
    expect(snapshot.findApi(IIAS, "monitoring")).toEqual([]);
  });
});

describe("PROTOCOL 7 row 11: a server key counts for entries of its own host element only", () => {
  const own = testKey();
  const foreign = testKey();
  const spec: CatalogueSpec = {
    hosts: [
      { heiIds: [A], entries: [iias("7.0.0", "https://shared.example.org/")], serverKeys: [own.fingerprint], clientKeys: [foreign.fingerprint] },
      { heiIds: [B], entries: [iias("7.0.0", "https://shared.example.org/")], serverKeys: [foreign.fingerprint] },
    ],
    keys: [own, foreign],
  };
  const snapshot = snapshotOf(spec);
  const [entry] = snapshot.apiEntries(A, IIAS, "iias");

  test("the key of the same host verifies", () => {
    const text = Buffer.from("signed by the host");
    const key = entry && snapshot.serverKey(entry, own.fingerprint);
    expect(key && verify("sha256", text, key, sign("sha256", text, own.privateKey))).toBe(true);
  });

  test("the key of another host is refused, even if that host lists the same URL", () => {
    expect(entry && snapshot.serverKey(entry, foreign.fingerprint)).toBeUndefined();
    expect(entry && snapshot.serverKeys(entry).map((one) => one.export({ format: "der", type: "spki" }))).toEqual([own.der]);
  });

  test("a client key of the same host is no server key, an unknown key is none either", () => {
    expect(entry && snapshot.serverKey(entry, "0".repeat(64))).toBeUndefined();
  });

  test("an entry of another catalogue has no keys here, since its host number means another host", () => {
    const later = snapshotOf({ ...spec, hosts: [...spec.hosts].reverse() });
    const [fromLater] = later.apiEntries(A, IIAS, "iias");
    expect(fromLater && later.serverKey(fromLater, own.fingerprint)).toBeDefined();
    expect(fromLater && snapshot.serverKey(fromLater, own.fingerprint)).toBeUndefined();
    expect(entry && later.serverKey(entry, foreign.fingerprint)).toBeUndefined();
    expect(entry && later.serverKeys(entry)).toEqual([]);
  });
});

describe("PROTOCOL 7 row 12 and 8 rows 1 and 2: client keys", () => {
  const client = testKey();
  const shared = testKey();
  const serverOnly = testKey();
  const nobodys = testKey();
  const unlisted = testKey();
  const snapshot = snapshotOf({
    hosts: [
      { heiIds: [B, A], clientKeys: [client.fingerprint, shared.fingerprint], serverKeys: [serverOnly.fingerprint] },
      { heiIds: [C], clientKeys: [shared.fingerprint] },
      { clientKeys: [nobodys.fingerprint] },
    ],
    heis: [{ id: A }], keys: [client, shared, serverOnly, nobodys, unlisted],
  });

  test("row 12: a client key stands for the HEIs of all hosts that list it", () => {
    expect(snapshot.clientKey(client.fingerprint)).toMatchObject({ fingerprint: client.fingerprint, heiIds: [A, B] });
    expect(snapshot.clientKey(shared.fingerprint)?.heiIds).toEqual([A, B, C]);
  });

  test("its public key verifies what the private key signed", () => {
    const text = Buffer.from("signed by the client");
    const key = snapshot.clientKey(client.fingerprint)?.publicKey;
    expect(key && verify("sha256", text, key, sign("sha256", text, client.privateKey))).toBe(true);
  });

  test("8 row 1: a key listed only as a server key is no client key, nor is one that no host lists", () => {
    expect(snapshot.clientKey(serverOnly.fingerprint)).toBeUndefined();
    expect(snapshot.clientKey(unlisted.fingerprint)).toBeUndefined();
  });

  test("8 row 2: a client key of a host that covers nobody is valid and stands for nobody", () => {
    expect(snapshot.clientKey(nobodys.fingerprint)).toMatchObject({ fingerprint: nobodys.fingerprint, heiIds: [] });
  });

  test("7 row 25: the keyId is the lower-case fingerprint, exactly", () => {
    expect(snapshot.clientKey(client.fingerprint.toUpperCase())).toBeUndefined();
    expect(snapshot.clientKey(` ${client.fingerprint}`)).toBeUndefined();
    expect(snapshot.clientKey("")).toBeUndefined();
  });

  test("the key object is made once", () => {
    expect(snapshot.clientKey(client.fingerprint)).toBe(snapshot.clientKey(client.fingerprint));
  });

  test("all client keys can be listed, and counted", () => {
    expect([...snapshot.clientKeyIds()].sort()).toEqual([client, shared, nobodys].map(({ fingerprint }) => fingerprint).sort());
    expect(snapshot.statistics).toMatchObject({ hosts: 3, entries: 0, heis: 3, coveredHeis: 3, clientKeys: 3, serverKeys: 1, skipped: [] });
  });
});

describe("security methods (PROTOCOL 3.1)", () => {
  const methodsOf = (security: string): unknown => {
    const [entry] = snapshotOf({ hosts: [{ heiIds: [A], entries: [apiEntry("echo", "2.0.1", security + parts({ url: "https://a.example.org/" }))] }] }).entriesOf(A);
    return entry && [entry.clientAuth, entry.serverAuth, entry.requestEncryption, entry.responseEncryption];
  };
  const wrap = (inner: string): string => `<e:http-security>${inner}</e:http-security>`;

  test.each([
    ["no http-security: the defaults", "", [["tlscert"], ["tlscert"], ["tls"], ["tls"]]],
    ["an empty one: the same", wrap(""), [["tlscert"], ["tlscert"], ["tls"], ["tls"]]],
    ["what everybody declares", httpSecurity(), [["httpsig"], ["tlscert", "httpsig"], ["tls"], ["tls"]]],
    ["a declared aspect has no defaults", wrap("<sec:client-auth-methods><none:anonymous/></sec:client-auth-methods>"), [["anonymous"], ["tlscert"], ["tls"], ["tls"]]],
    ["custom methods are ignored", wrap('<sec:client-auth-methods><x:magic xmlns:x="urn:x"/><sec:httpsig/></sec:client-auth-methods>'), [[], ["tlscert"], ["tls"], ["tls"]]],
    ["methods count in their own aspect only", wrap("<sec:server-auth-methods><cli:httpsig/><srv:tlscert/></sec:server-auth-methods>"), [["tlscert"], [], ["tls"], ["tls"]]],
    ["encryption", wrap("<sec:response-encryption-methods><restls:tls/><resaes:ewp-rsa-aes128gcm/></sec:response-encryption-methods>"), [["tlscert"], ["tlscert"], ["tls"], ["tls", "ewp-rsa-aes128gcm"]]],
  ])("%s", (_, security, methods) => expect(methodsOf(security)).toEqual(methods));
});

describe("the rest of an entry", () => {
  test("addresses, limits, who runs it and whom to write to", () => {
    const entries = [
      apiEntry("iias", "7.0.0", `<ewp:admin-email>dev@a.example.org</ewp:admin-email>${parts({ "get-url": " https://a.example.org/get ", "max-iia-ids": 20, "index-url": "https://a.example.org/index?v=7" })}`),
      apiEntry("echo", "2.0.1", parts({ url: "https://a.example.org/echo" })),
    ];
    const xml = catalogueXml({ hosts: [{ heiIds: [A], provider: "Provider A (Software)", entries }] });
    const common = { catalogue: createHash("sha256").update(xml).digest("hex"), host: 0, adminProvider: "Provider A (Software)", clientAuth: ["tlscert"], serverAuth: ["tlscert"], requestEncryption: ["tls"], responseEncryption: ["tls"] };
    expect(createSnapshot(readXml(xml)).entriesOf(A)).toEqual([
      { ...common, namespace: namespaceOf("echo", 2), element: "echo", version: "2.0.1", urls: { url: "https://a.example.org/echo" }, limits: {}, adminEmails: ["admin@example.org"] },
      {
        ...common, namespace: IIAS, element: "iias", version: "7.0.0", limits: { "max-iia-ids": 20 }, adminEmails: ["dev@a.example.org"],
        urls: { "get-url": "https://a.example.org/get", "index-url": "https://a.example.org/index?v=7" },
      },
    ]);
  });

  test("8 row 19: addresses as local networks have them are taken", () => {
    const snapshot = snapshotOf({ hosts: [{ heiIds: [A], entries: [apiEntry("echo", "2.0.1", parts({ url: "https://127.0.0.1:8443/ewp/echo" }))] }] });
    expect(snapshot.entriesOf(A)[0]?.urls).toEqual({ url: "https://127.0.0.1:8443/ewp/echo" });
  });
});

describe("institutions", () => {
  const snapshot = snapshotOf({
    hosts: [{ heiIds: [C, A] }, { heiIds: ["only-covered.example.fr"] }],
    heis: [
      { id: C, names: [["Universität Zürich", "de"], ["University of Zurich", "en"]], otherIds: [["erasmus", "CH ZURICH01"], ["pic", "999572294"]] },
      { id: A, names: [["Academy", "en"]], otherIds: [["erasmus", "ch zurich01 "], ["euc", "123-EPP"], ["previous-schac", "old-a.example.org"]] },
      { id: B, names: [["Πανεπιστήμιο Αθηνών", "el"]], otherIds: [["erasmus-charter", "123-epp"]] },
    ],
  });
  const ids = (found: Iterable<{ readonly id: string }>): string[] => [...found].map(({ id }) => id);

  test("an institution by its id", () => {
    expect(snapshot.hei(C)).toEqual({
      id: C, names: [{ text: "Universität Zürich", lang: "de" }, { text: "University of Zurich", lang: "en" }],
      otherIds: [{ type: "erasmus", value: "CH ZURICH01" }, { type: "pic", value: "999572294" }],
    });
    expect(snapshot.hei("only-covered.example.fr")).toEqual({ id: "only-covered.example.fr", names: [], otherIds: [] });
    expect(snapshot.hei("UNI-A.example.org")).toBeUndefined();
    expect(snapshot.hei("")).toBeUndefined();
  });

  test("all of them, sorted, and from a cursor on", () => {
    expect(ids(snapshot.heis())).toEqual(["only-covered.example.fr", A, B, C]);
    expect(ids(snapshot.heis({ after: A }))).toEqual([B, C]);
    expect(ids(snapshot.heis({ after: "uni-a" }))).toEqual([A, B, C]);
    expect(ids(snapshot.heis({ after: C }))).toEqual([]);
  });

  test.each([
    ["part of a name, without case and diacritics", { text: "zurich" }, [C]],
    ["with diacritics", { text: "ZÜRICH" }, [C]],
    ["several words in any order", { text: "zurich university" }, [C]],
    ["a Greek name without accents", { text: "πανεπιστημιο" }, [B]],
    ["part of an id", { text: "uni-a" }, [A]],
    ["nothing like it", { text: "zurich academy" }, []],
    ["a top-level domain", { topLevelDomain: "DE" }, [B]],
    ["covered ones", { coveredOnly: true }, ["only-covered.example.fr", A, C]],
    ["all conditions together", { coveredOnly: true, text: "uni", topLevelDomain: "org", after: A }, [C]],
  ])("search: %s", (_, search, expected) => expect(ids(snapshot.heis(search))).toEqual(expected));

  test.each([
    ["a conflict shows both", "erasmus", "CH ZURICH01", [A, C]],
    ["trimmed and without case", "erasmus", " ch Zurich01 ", [A, C]],
    ["one", "pic", "999572294", [C]],
    ["an older name of the same charter", "erasmus-charter", "123-EPP", [A, B]],
    ["asked for by the older name", "euc", "123-EPP", [A, B]],
    ["a SCHAC id of before", "previous-schac", "old-a.example.org", [A]],
    ["types keep their case", "PIC", "999572294", []],
    ["unknown", "pic", "1", []],
    ["empty", "", "", []],
  ])("by another id: %s", (_, type, value, expected) => expect(ids(snapshot.heisByOtherId(type, value))).toEqual(expected));

  test("those that somebody covers", () => {
    expect(snapshot.coveredHeis()).toEqual(["only-covered.example.fr", A, C]);
  });
});

test("a snapshot cannot be changed", () => {
  const snapshot = snapshotOf({ hosts: [{ heiIds: [A] }] });
  expect(Object.isFrozen(snapshot)).toBe(true);
});

describe("PROTOCOL 3.9: client certificates by fingerprint", () => {
  const [one, shared, nobodys, unlisted] = ["1", "2", "3", "4"].map((digit) => digit.repeat(64)) as [string, string, string, string];
  const snapshot = snapshotOf({ hosts: [
    { heiIds: [B, A], certificates: [shared, one] },
    { heiIds: [C], certificates: [shared] },
    { certificates: [nobodys, "A".repeat(64)] },
  ] });

  test("cover the institutions of every host that uses them; a host may cover none", () => {
    expect(snapshot.clientCertificate(one)).toEqual({ fingerprint: one, heiIds: [A, B] });
    expect(snapshot.clientCertificate(shared)).toEqual({ fingerprint: shared, heiIds: [A, B, C] });
    expect(snapshot.clientCertificate(nobodys)).toEqual({ fingerprint: nobodys, heiIds: [] });
  });

  test("others are unknown, and no certificate is a key", () => {
    expect(snapshot.clientCertificate(unlisted)).toBeUndefined();
    expect(snapshot.clientCertificate("A".repeat(64))).toBeUndefined();
    expect(snapshot.clientKey(one)).toBeUndefined();
    expect(snapshot.statistics.skipped).toEqual([{ reason: "key-reference", count: 1, example: `host 3 names the certificate "${"A".repeat(64)}", which is no lower-case hex SHA-256` }]);
  });

  test("a method that takes only certificates of an authority is not offered to us", () => {
    const security = (method: string) => `<e:http-security><sec:client-auth-methods>${method}</sec:client-auth-methods></e:http-security>`;
    const offered = (method: string) =>
      snapshotOf({ hosts: [{ heiIds: [A], entries: [apiEntry("iias", "7.0.0", security(method) + parts({ "get-url": "https://a.example.org/" }))] }] }).entriesOf(A)[0]?.clientAuth;
    expect(offered('<clitls:tlscert allows-self-signed="true"/>')).toEqual(["tlscert"]);
    expect(offered('<clitls:tlscert allows-self-signed="false"/>')).toEqual([]);
    expect(offered('<clitls:tlscert allows-self-signed="0"/><cli:httpsig/>')).toEqual(["httpsig"]);
  });
});
