import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { parseInWorker } from "../../../src/registry/parse/in-worker.js";
import { parseCatalogueFile } from "../../../src/registry/parse/parse-file.js";
import { createSnapshot } from "../../../src/registry/snapshot.js";
import { gzipFile, LIMITS, syntheticFile } from "../../support/registry/catalogue-files.js";
import { namespaceOf } from "../../support/registry/catalogue-xml.js";
import { FULL_SIZE, syntheticHeiId, syntheticKey, syntheticUrl } from "../../support/registry/synthetic-catalogue.js";

const ROOT = new URL("../../../", import.meta.url);
const WORKER = new URL("dist/registry/parse/worker.js", ROOT);

beforeAll(() => {
  // A worker cannot run TypeScript. Emitting does not depend on the types being right, so an error there is for other checks to tell.
  if (existsSync(WORKER)) return;
  try {
    execFileSync("npx", ["tsc", "-p", "tsconfig.build.json"], { cwd: fileURLToPath(ROOT), stdio: "ignore" });
  } catch {
    expect(existsSync(WORKER)).toBe(true);
  }
}, 300_000);

describe("the parser thread", () => {
  test("reads a catalogue of the size of the real one: 3,900 hosts, 52,000 entries", async () => {
    const file = await syntheticFile(FULL_SIZE);
    const parsed = await parseInWorker(WORKER)(file, LIMITS);
    expect(parsed.bytes).toBeGreaterThan(45_000_000);
    expect(parsed.statistics).toEqual({ hosts: 3900, entries: 52_000, heis: 3900, coveredHeis: 3900, clientKeys: 3900, serverKeys: 3900, skipped: [] });
    const snapshot = createSnapshot(parsed);
    expect(snapshot.coveredHeis()).toHaveLength(3900);
    for (const host of [0, 1, 1950, 3898, 3899]) {
      const heiId = syntheticHeiId(host);
      const entries = snapshot.apiEntries(heiId, namespaceOf("iias", 7), "iias");
      expect(entries).toMatchObject([{ host, version: "7.0.0", clientAuth: ["httpsig"], serverAuth: ["tlscert", "httpsig"], limits: { "max-iia-ids": 1 + (host % 50) } }]);
      expect(entries[0]?.urls["get-url"]).toBe(syntheticUrl(host, "iias", "get-url"));
      expect(snapshot.entriesOf(heiId)).toHaveLength(host % 3 === 0 ? 14 : 13);
      expect(snapshot.clientKey(syntheticKey(`client ${host}`).fingerprint)?.heiIds).toEqual([heiId]);
      expect(snapshot.heisByOtherId("pic", String(900_000_000 + host)).map(({ id }) => id)).toEqual([heiId]);
    }
    expect([...snapshot.heis({ text: "muster 3899" })].map(({ id }) => id)).toEqual([syntheticHeiId(3899)]);
  }, 300_000);

  test("gives exactly what the same code gives in this thread", async () => {
    const file = await syntheticFile({ hosts: 30 });
    expect(await parseInWorker(WORKER)(file, LIMITS)).toEqual(await parseCatalogueFile(file, LIMITS));
  });

  test("says why it refuses a catalogue", async () => {
    await expect(parseInWorker(WORKER)(await gzipFile("<html/>"), LIMITS)).rejects.toMatchObject({ name: "CatalogueRefused", reason: "wrong-root" });
  });

  test("that cannot start is a refusal too, not a crash", async () => {
    await expect(parseInWorker(new URL("no-such-file.js", WORKER))("x", LIMITS)).rejects.toMatchObject({ name: "CatalogueRefused", reason: "parser-failed" });
  });
});
