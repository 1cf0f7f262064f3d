import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "@jest/globals";
import type { FetchTask } from "../../../src/registry/fetch/fetch-catalogue.js";
import { fetchInChild } from "../../../src/registry/fetch/in-child.js";
import { readTables } from "../../../src/registry/parse/tables/tables-file.js";
import { createSnapshot } from "../../../src/registry/snapshot.js";
import { gzipFile, LIMITS, newDirectory, readXml, syntheticFile } from "../../support/registry/catalogue-files.js";
import { network } from "../../support/registry/catalogue-node.js";
import { namespaceOf } from "../../support/registry/catalogue-xml.js";
import { answers, serves, startRegistry } from "../../support/registry/registry-server.js";
import { FULL_SIZE, syntheticHeiId, syntheticKey, syntheticUrl } from "../../support/registry/synthetic-catalogue.js";
import { testTls } from "../../support/servers/tls.js";

const ROOT = new URL("../../../", import.meta.url);
const CHILD = new URL("dist/registry/fetch/child.js", ROOT);
const fetchCatalogue = fetchInChild(CHILD);
const taskFor = async (xml: string): Promise<FetchTask> => ({ files: { xml, tables: join(await newDirectory(), "tables") }, ...LIMITS });

beforeAll(() => {
  // Node cannot run TypeScript. Emitting does not depend on the types being right, so an error there is for other checks to tell.
  if (existsSync(CHILD)) return;
  try {
    execFileSync("npx", ["tsc", "-p", "tsconfig.build.json"], { cwd: fileURLToPath(ROOT), stdio: "ignore" });
  } catch {
    expect(existsSync(CHILD)).toBe(true);
  }
}, 300_000);

describe("the process that fetches", () => {
  test("reads a catalogue of the size of the real one: 3,900 hosts, 52,000 entries", async () => {
    const task = await taskFor(await syntheticFile(FULL_SIZE));
    const statistics = { hosts: 3900, entries: 52_000, heis: 3900, coveredHeis: 3900, clientKeys: 3900, serverKeys: 3900, skipped: [] };
    expect(await fetchCatalogue(task)).toMatchObject({ outcome: "fetched", statistics });
    const parsed = await readTables(task.files.tables);
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
    await fetchCatalogue(task);
    expect(await readTables(task.files.tables)).toEqual(readXml(gunzipSync(await readFile(task.files.xml))));
  });

  test("downloads with the authority that it is told, keeps what came, and says when it is still the newest", async () => {
    const tls = await testTls();
    const registry = await startRegistry(tls);
    registry.answer = serves(network(30), { etag: '"1"' });
    const from = { url: registry.url, extraCa: tls.ca };
    const task = { ...(await taskFor(join(await newDirectory(), "catalogue.xml"))), registry: { ...from, held: {} } };
    expect(await fetchCatalogue(task)).toMatchObject({ outcome: "fetched", statistics: { hosts: 30 }, validators: { etag: '"1"' } });
    expect(await readFile(task.files.xml, "utf8")).toBe(network(30));
    expect(await fetchCatalogue({ ...task, registry: { ...from, held: { etag: '"1"' } } })).toEqual({ outcome: "unchanged" });
    registry.answer = answers(503);
    expect(await fetchCatalogue(task)).toEqual({ outcome: "failed", code: "download", reason: "the registry answered 503, not 200" });
    await registry.close();
  });

  test("says why it refuses a catalogue", async () => {
    expect(await fetchCatalogue(await taskFor(await gzipFile("<html/>")))).toMatchObject({ outcome: "refused", code: "wrong-root" });
  });

  test("that cannot start is a refusal too, not a crash", async () => {
    expect(await fetchInChild(new URL("no-such-file.js", CHILD))(await taskFor("x"))).toMatchObject({ outcome: "refused", code: "parser-failed" });
  });

  test("ends when it is told to", async () => {
    const stop = new AbortController();
    const running = fetchCatalogue(await taskFor(await syntheticFile({ hosts: 300 })), stop.signal);
    stop.abort();
    expect(await running).toMatchObject({ outcome: "refused", code: "parser-failed" });
  });
});
