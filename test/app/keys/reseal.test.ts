import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { createDataKeys } from "../../../src/app/keys/data-keys.js";
import { HostKeyRing, keyMaker } from "../../../src/app/keys/host-keys.js";
import { openMasterSeal } from "../../../src/app/keys/master-seal.js";
import { reseal, resealing } from "../../../src/app/keys/reseal.js";
import { createHostKeys } from "../../../src/domain/keys/service.js";
import { heiId } from "../../../src/kernel/ids.js";
import { nextSecret } from "../../../src/config/master-secret.js";
import { loadConfig } from "../../../src/config/load.js";
import { sealingFingerprint, sealingKey } from "../../../src/security/keys/sealing.js";
import { openStore, type Store } from "../../../src/store/open.js";
import { keptLog, steeredClock } from "../../support/fixed-ports.js";
import { refusal } from "../../support/refusal.js";
import { quickPlace } from "../../support/servers/quick-place.js";

const OLD = "the former master secret";
const NEW = "the next master secret";
const HEI = heiId("rive.example");
const clock = steeredClock();
const dir = mkdtempSync(join(quickPlace(), "reseal-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const configOf = (dataDir: string, more: Record<string, string> = {}) => loadConfig({
  env: { PASSERELLE_PUBLIC_URL: "https://ewp.example.edu", PASSERELLE_NETWORK_TLS: "proxy", PASSERELLE_CATALOGUE_URL: "https://registry.example/c.xml", PASSERELLE_DATA_DIR: join(dir, dataDir), ...more },
  readFile: (file) => readFileSync(file, "utf8"),
}).config;
const system = { clock, ids: { uuid: () => "id" }, random: { fraction: () => 0 }, logger: keptLog() };

const withStore = async <T>(dataDir: string, work: (store: Store) => Promise<T>): Promise<T> => {
  const store = await openStore({ url: `pglite:${join(dir, dataDir)}/db`, clock, logger: keptLog() });
  try {
    await store.migrate();
    return await work(store);
  } finally {
    await store.close();
  }
};

/** What a process with this secret reads. */
const read = (dataDir: string, secret: string) => withStore(dataDir, async (store) => {
  const { sealing } = await openMasterSeal(await sealingKey(secret), store, clock);
  const ring = new HostKeyRing(store.keys, sealing, 0);
  await ring.follow();
  return { keyId: ring.keysOf(HEI)?.client.keyId, dataKey: (await createDataKeys({ store: store.dataKeys, sealing, clock })("bodies")).export().toString("hex") };
});

const fill = (dataDir: string, secret: string) => withStore(dataDir, async (store) => {
  const { sealing, fingerprint } = await openMasterSeal(await sealingKey(secret), store, clock);
  await createHostKeys({ store: store.keys, seal: fingerprint, maker: keyMaker(sealing), isSeen: () => undefined, policy: { graceMs: 0, overlapMs: 0 }, clock, changed: () => undefined }).provide(HEI);
  await createDataKeys({ store: store.dataKeys, sealing, clock })("bodies");
});

const notTheOne = new Error(`The master secret is not the one that seals this database since ${clock.now().toISOString()}: set PASSERELLE_MASTER_KEY to that one, or the copy of its file; if \`passerelle keys reseal\` was interrupted, run it again.`);

describe("a master secret of the operator", () => {
  const secrets = { PASSERELLE_MASTER_KEY: OLD, PASSERELLE_NEW_MASTER_KEY: NEW };
  beforeAll(() => fill("set", OLD));

  test("is replaced: the same keys open with the new one, and with the former no process starts", async () => {
    const before = await read("set", OLD);
    expect(await reseal(configOf("set", secrets), system)).toEqual({ count: 3, keptFile: undefined });
    expect(await read("set", NEW)).toEqual(before);
    await expect(read("set", OLD)).rejects.toThrow(notTheOne);
  });
  test("is replaced once: the same command again finds it done", async () => {
    expect(await reseal(configOf("set", secrets), system)).toEqual({ count: 0, keptFile: undefined });
  });
  test("a process that runs is told, and cannot make keys that the new secret does not open", async () => {
    await withStore("set", async (store) => {
      const running = await openMasterSeal(await sealingKey(NEW), store, clock);
      await running.check();
      const next = sealingFingerprint(await sealingKey("a third master secret"));
      await store.seal.change({ fingerprint: next, at: clock.now() }, { privateKey: (_, sealed) => sealed, dataKey: (_, sealed) => sealed });
      await expect(running.check()).rejects.toThrow(/^the master secret was changed at \S+: start this process anew with the new one/);
      expect(await refusal(store.keys.change(HEI, running.fingerprint, (keys) => keys))).toMatchObject({ status: 503 });
      await store.seal.change({ fingerprint: running.fingerprint, at: clock.now() }, { privateKey: (_, sealed) => sealed, dataKey: (_, sealed) => sealed });
    });
  });
  test("one value that does not open, and nothing is changed", async () => {
    const before = await read("set", NEW);
    await withStore("set", async (store) => {
      const to = { fingerprint: "never", at: clock.now() };
      await expect(store.seal.change(to, { privateKey: (_, sealed) => sealed, dataKey: () => { throw new Error("does not open"); } })).rejects.toThrow("does not open");
    });
    expect(await read("set", NEW)).toEqual(before);
  });
  test("a wrong present one, or no next one, is refused", async () => {
    await expect(reseal(configOf("set", { PASSERELLE_MASTER_KEY: OLD, PASSERELLE_NEW_MASTER_KEY: "yet another secret" }), system)).rejects.toThrow(notTheOne);
    await expect(reseal(configOf("set", { PASSERELLE_MASTER_KEY: NEW }), system)).rejects.toThrow(
      new Error("PASSERELLE_NEW_MASTER_KEY or PASSERELLE_NEW_MASTER_KEY_FILE is not set: expected the secret that is to replace PASSERELLE_MASTER_KEY."));
  });
});

describe("the key file of the data directory", () => {
  const file = join(dir, "file", "master.key");
  beforeAll(async () => {
    await reseal(configOf("file"), system).catch(() => undefined);
    await fill("file", readFileSync(file, "utf8").trim());
  });

  test("is made anew, the former one is kept, and both are their owner's only", async () => {
    const former = readFileSync(file, "utf8").trim();
    const before = await read("file", former);
    const { count, keptFile } = await reseal(configOf("file"), system);
    expect(count).toBe(3);
    const next = readFileSync(file, "utf8").trim();
    expect(next).not.toBe(former);
    expect(readFileSync(keptFile ?? "", "utf8").trim()).toBe(former);
    for (const path of [file, keptFile ?? ""]) expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.new`)).toBe(false);
    expect(await read("file", next)).toEqual(before);
  });
  test("an interruption after the database was changed is brought to its end by the same command", async () => {
    const former = readFileSync(file, "utf8").trim();
    const before = await read("file", former);
    const config = configOf("file");
    const [from, to] = [await sealingKey(former), await sealingKey(nextSecret(config.store).secret)];
    await withStore("file", (store) => store.seal.change({ fingerprint: sealingFingerprint(to), at: clock.now() }, resealing(from, to)));
    await expect(read("file", readFileSync(file, "utf8").trim())).rejects.toThrow(notTheOne);
    const { count } = await reseal(config, system);
    expect(count).toBe(0);
    expect(await read("file", readFileSync(file, "utf8").trim())).toEqual(before);
    expect(readdirSync(join(dir, "file")).filter((name) => name.endsWith(".new"))).toEqual([]);
  });
});
