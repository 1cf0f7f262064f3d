import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { tabulateInChild } from "../../../src/registry/parse/in-child.js";
import { parseCatalogueFile } from "../../../src/registry/parse/parse-file.js";
import { readTables } from "../../../src/registry/parse/tables/tables-file.js";
import { createSnapshot } from "../../../src/registry/snapshot.js";
import { gzipFile, LIMITS, newDirectory, syntheticFile } from "../../support/registry/catalogue-files.js";
import { namespaceOf } from "../../support/registry/catalogue-xml.js";
import { FULL_SIZE, syntheticHeiId, syntheticKey, syntheticUrl } from "../../support/registry/synthetic-catalogue.js";

const ROOT = new URL("../../../", import.meta.url);
const CHILD = new URL("dist/registry/parse/child.js", ROOT);
const tabulate = tabulateInChild(CHILD);
const taskFor = async (file: string): Promise<Parameters<typeof tabulate>[0]> => ({ file, tables: join(await newDirectory(), "tables"), ...LIMITS });

beforeAll(() => {
  // Node cannot run TypeScript. Emitting does not depend on the types being right, so an error there is for other checks to tell.
  if (existsSync(CHILD)) return;
  try {
    execFileSync("npx", ["tsc", "-p", "tsconfig.build.json"], { cwd: fileURLToPath(ROOT), stdio: "ignore" });
  } catch {
    expect(existsSync(CHILD)).toBe(true);
  }
}, 300_000);

describe("the parser process", () => {
  test("reads a catalogue of the size of the real one: 3,900 hosts, 52,000 entries", async () => {
    const task = await taskFor(await syntheticFile(FULL_SIZE));
    const statistics = { hosts: 3900, entries: 52_000, heis: 3900, coveredHeis: 3900, clientKeys: 3900, serverKeys: 3900, skipped: [] };
    expect(await tabulate(task)).toMatchObject({ statistics });
    const parsed = await readTables(task.tables);
    if (!parsed) throw new Error("no tables");
    expect(parsed).toMatchObject({ statistics });
    expect(parsed.bytes).toBeGreaterThan(45_000_000);
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
    const task = await taskFor(await syntheticFile({ hosts: 30 }));
    await tabulate(task);
    expect(await readTables(task.tables)).toEqual(await parseCatalogueFile(task.file, LIMITS));
  });

  test("says why it refuses a catalogue", async () => {
    await expect(tabulate(await taskFor(await gzipFile("<html/>")))).rejects.toMatchObject({ name: "CatalogueRefused", reason: "wrong-root" });
  });

  test("that cannot write its tables blames no catalogue", async () => {
    const file = await syntheticFile({ hosts: 3 });
    await expect(tabulate({ file, tables: join(file, "below a file"), ...LIMITS })).rejects.toMatchObject({ name: "Error", message: expect.stringMatching(/^Error: ENOTDIR: /) });
  });

  test("that cannot start is a refusal too, not a crash", async () => {
    const task = { file: "x", tables: "y", ...LIMITS };
    await expect(tabulateInChild(new URL("no-such-file.js", CHILD))(task)).rejects.toMatchObject({ name: "CatalogueRefused", reason: "parser-failed" });
  });

  test("ends when it is told to", async () => {
    const stop = new AbortController();
    const running = tabulate(await taskFor(await syntheticFile({ hosts: 300 })), stop.signal);
    stop.abort();
    await expect(running).rejects.toMatchObject({ name: "CatalogueRefused", reason: "parser-failed" });
  });
});
