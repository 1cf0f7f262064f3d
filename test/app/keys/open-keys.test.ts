import { beforeEach, expect, test } from "@jest/globals";
import { openMasterSeal } from "../../../src/app/keys/master-seal.js";
import { openKeys } from "../../../src/app/keys/open-keys.js";
import { createManifests } from "../../../src/ewp/discovery/v6/manifests.js";
import { stateOf } from "../../../src/domain/keys/model.js";
import { heiId } from "../../../src/kernel/ids.js";
import type { Snapshot } from "../../../src/registry/model.js";
import { fingerprintOf, publicKeyFromSpki } from "../../../src/security/keys/public-key.js";
import { sealingKey } from "../../../src/security/keys/sealing.js";
import { hostSpec, snapshotOf, testHost } from "../../support/ewp/ewp-hosts.js";
import { testKey } from "../../support/registry/catalogue-xml.js";
import { onEveryDatabase } from "../../support/servers/stores.js";

const sealing = await sealingKey("correct horse battery staple");
const config = { graceMinutes: 180, overlapHours: 120 };
const MINUTE = 60_000;
let number = 0;

onEveryDatabase((subject) => {
  let hei: ReturnType<typeof heiId>;
  let snapshot: Snapshot | undefined;
  /** What one process has. */
  const open = async (which: "store" | "other") => {
    const { clock, [which]: store } = subject();
    return openKeys({ config, store, seal: await openMasterSeal(sealing, store, clock), catalogue: { current: () => snapshot }, clock });
  };
  /** A catalogue that shows these public keys as our client keys. */
  const listing = (spkis: readonly string[]): Snapshot => {
    const keys = spkis.map((spki) => ({ ...testKey(), der: Buffer.from(spki, "base64"), fingerprint: fingerprintOf(publicKeyFromSpki(spki)) }));
    return snapshotOf({ hosts: [hostSpec(testHost(hei), { clientKeys: keys.map(({ fingerprint }) => fingerprint) })], keys });
  };
  beforeEach(async () => {
    hei = heiId(`keys-${++number}.example`);
    snapshot = undefined;
    await subject().store.institutions.put({
      heiId: hei, revision: 1, names: [{ text: "Rive", lang: "en" }], otherIds: [], websiteUrls: [], factsheetUrls: [], courseCatalogueUrls: [], contacts: [], adminEmails: ["ewp@rive.example"], changedAt: subject().clock.now(),
    });
  });

  test("processes that start at once make one key of each purpose, and sign with the same", async () => {
    const [a, b] = [await open("store"), await open("other")];
    await Promise.all([a.follow(), b.follow()]);
    await Promise.all([a.follow(), b.follow()]);
    expect((await subject().store.keys.list(hei)).map(({ purpose }) => purpose).sort()).toEqual(["client", "server"]);
    expect(a.ring.keysOf(hei)?.client.keyId).toBe(b.ring.keysOf(hei)?.client.keyId);
  });

  test("a rotation by one process is followed by the other, and neither signs with a key that the catalogue does not show long enough", async () => {
    const [a, b] = [await open("store"), await open("other")];
    await a.follow();
    const old = a.ring.keysOf(hei)?.client.keyId;
    subject().clock.advance(MINUTE);
    await a.commands.rotate(hei, ["client"]);
    await b.follow();
    for (const { ring } of [a, b]) {
      expect(ring.keysOf(hei)?.publishedClientKeys).toHaveLength(2);
      expect(ring.keysOf(hei)?.client.keyId).toBe(old);
      expect(ring.keysOf(hei)?.decryptionKeys.size).toBe(3);
    }
    const fresh = (await a.commands.list(hei)).find((key) => stateOf(key) === "announced")?.fingerprint ?? "";
    snapshot = listing(b.ring.keysOf(hei)?.publishedClientKeys ?? []);
    await Promise.all([a.commands.advance(), b.commands.advance()]);
    subject().clock.advance(180 * MINUTE - 1);
    await Promise.all([a.commands.advance(), b.commands.advance()]);
    expect([a, b].map(({ ring }) => ring.keysOf(hei)?.client.keyId)).toEqual([old, old]);
    subject().clock.advance(1);
    await Promise.all([a.commands.advance(), b.commands.advance()]);
    await Promise.all([a.follow(), b.follow()]);
    expect([a, b].map(({ ring }) => ring.keysOf(hei)?.client.keyId)).toEqual([fresh, fresh]);
    subject().clock.advance(120 * 60 * MINUTE);
    await Promise.all([a.commands.advance(), b.commands.advance()]);
    await Promise.all([a.follow(), b.follow()]);
    for (const { ring } of [a, b]) expect(ring.keysOf(hei)?.publishedClientKeys).toHaveLength(1);
    expect((await a.commands.list(hei)).filter(({ purpose }) => purpose === "client").map(stateOf)).toEqual(["withdrawn", "in-use"]);
  });

  test("a compromised key is out of the manifest at once where it was said, and everywhere with the next look", async () => {
    const [a, b] = [await open("store"), await open("other")];
    await a.follow();
    await b.follow();
    const publisher = { publicUrl: "https://ewp.rive.example", adminProvider: "Rive", apis: [], offers: { clientCertificates: false, encryptedRequests: false, encryptedAnswers: false } };
    const manifests = [a, b].map(({ ring }) => createManifests({ institutions: subject().store.institutions, keys: ring, clock: subject().clock, publisher }));
    const [lost = ""] = a.ring.keysOf(hei)?.publishedServerKeys ?? [];
    const shown = () => Promise.all(manifests.map(async (one) => Buffer.from(await one.manifestOf(hei)).toString().replace(/\s/g, "").includes(lost)));
    expect(await shown()).toEqual([true, true]);
    const keyId = a.ring.keysOf(hei)?.server.keyId ?? "";
    await a.commands.withdraw(hei, keyId, true);
    expect([await shown(), a.ring.keysOf(hei)?.server.keyId === keyId]).toEqual([[false, true], false]);
    await b.follow();
    expect([await shown(), b.ring.keysOf(hei)?.server.keyId]).toEqual([[false, false], a.ring.keysOf(hei)?.server.keyId]);
  });
});
