import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Catalogue } from "../../../src/registry/catalogue.js";
import { LastGood } from "../../../src/registry/last-good.js";
import { coveredBy, network, startCatalogueNode, type CatalogueNode } from "../../support/registry/catalogue-node.js";
import { catalogueXml } from "../../support/registry/catalogue-xml.js";
import { answers, serves } from "../../support/registry/registry-server.js";
import { testTls, type TestTls } from "../../support/servers/tls.js";

const HOUR = 3_600_000;
const ETAG = { etag: '"v1"' };
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const withLastBitFlipped = (bytes: Buffer): Buffer => Buffer.concat([bytes.subarray(0, -1), Buffer.from([(bytes.at(-1) ?? 0) ^ 1])]);
let tls: TestTls;
let node: CatalogueNode;
let catalogue: Catalogue;

beforeAll(async () => {
  tls = await testTls();
});
beforeEach(async () => {
  node = await startCatalogueNode(tls);
  node.registry.answer = serves(network(30), ETAG);
  catalogue = node.open();
});
afterEach(() => node.close());

describe("the copy on disk", () => {
  test("serves at start, before the registry answers, and makes the first request conditional", async () => {
    await catalogue.refresh();
    node.clock.advance(HOUR);
    const restarted = node.open();
    await restarted.start();
    expect(coveredBy(restarted)).toBe(30);
    await restarted.refresh();
    expect(node.registry.requests.at(-1)).toMatchObject({ "if-none-match": '"v1"' });
    expect(restarted.status()).toMatchObject({ state: "current", sha256: sha256(network(30)), alarm: undefined });
  });

  test("is there at once after a restart, without being parsed", async () => {
    await catalogue.refresh();
    const before = node.parsed();
    const restarted = node.open();
    await restarted.start();
    expect(coveredBy(restarted)).toBe(30);
    expect(node.parsed()).toBe(before);
  });

  test.each<[string, (tables: string) => Promise<void>]>([
    ["missing", (tables) => rm(tables)],
    ["cut short", async (tables) => writeFile(tables, (await readFile(tables)).subarray(0, -1))],
    ["damaged", async (tables) => writeFile(tables, withLastBitFlipped(await readFile(tables)))],
    ["of another version", async (tables) => writeFile(tables, (await readFile(tables)).toString("latin1").replace('"format":', '"format":9'), "latin1")],
    ["no tables", (tables) => writeFile(tables, "{}\n")],
  ])("is parsed again when its tables are %s, and they are there the next time", async (_, harm) => {
    await catalogue.refresh();
    const [name = ""] = (await readdir(node.directory)).filter((file) => file.endsWith(".tables"));
    await harm(join(node.directory, name));
    const before = node.parsed();
    for (const restarted of [node.open(), node.open()]) {
      await restarted.start();
      expect(coveredBy(restarted)).toBe(30);
    }
    expect(node.parsed()).toBe(before + 1);
    expect(node.alarms()).toEqual([]);
  });

  test("keeps a restart from asking again within the minute", async () => {
    await catalogue.refresh();
    node.clock.advance(30_000);
    await node.open().start();
    expect(node.registry.requests).toHaveLength(1);
  });

  test.each<[string, (file: string) => Promise<void>]>([
    ["another catalogue in its place", (file) => writeFile(file, gzipSync(network(29)))],
    ["bytes that are no gzip", (file) => writeFile(file, "garbage")],
    ["half of it", async (file) => writeFile(file, (await readFile(file)).subarray(0, 500))],
    ["nothing", (file) => rm(file)],
  ])("is not used when it was tampered with: %s", async (_, tamper) => {
    await catalogue.refresh();
    const names = await readdir(node.directory);
    await tamper(join(node.directory, names.find((name) => name.endsWith(".xml")) ?? ""));
    await rm(join(node.directory, names.find((name) => name.endsWith(".tables")) ?? ""));
    node.clock.advance(HOUR);
    node.registry.answer = answers(503);
    const restarted = node.open();
    await restarted.start();
    expect(restarted.current()).toBeUndefined();
    expect(node.alarms()).toEqual(["The last good catalogue on disk is damaged and was not used."]);
    expect(restarted.status()).toMatchObject({ state: "unavailable", alarm: "The last good catalogue on disk is damaged and was not used." });
    node.registry.answer = serves(network(30), ETAG);
    expect(await restarted.refresh()).toMatchObject({ outcome: "updated" });
    expect(node.registry.requests.at(-1)).not.toHaveProperty("if-none-match");
    expect(restarted.status()).toMatchObject({ state: "current", alarm: undefined });
  });

  test("is not used for another registry", async () => {
    await catalogue.refresh();
    node.registry.answer = answers(503);
    const moved = node.open({ url: `${node.registry.url}?other` });
    await moved.start();
    expect(moved.current()).toBeUndefined();
  });

  test("is not needed: what cannot be stored is used all the same, with an alarm", async () => {
    await catalogue.refresh();
    node.registry.answer = serves(network(31));
    await rm(join(node.directory, "catalogue.json"));
    await mkdir(join(node.directory, "catalogue.json"));
    expect(await catalogue.refresh()).toMatchObject({ outcome: "updated" });
    const alarm = "The catalogue could not be stored; after a restart the node would know less.";
    expect(catalogue.status()).toMatchObject({ state: "current", sha256: sha256(network(31)), alarm });
    expect(node.alarms()).toEqual([alarm]);
    await rm(join(node.directory, "catalogue.json"), { recursive: true });
    await catalogue.refresh();
    expect(catalogue.status().alarm).toBeUndefined();
    expect(await new LastGood(node.directory).facts()).toMatchObject({ sha256: sha256(network(31)) });
  });
});

describe("a catalogue that would do harm is refused with an alarm, and the copy stays", () => {
  beforeEach(async () => {
    await catalogue.refresh();
  });

  test.each([
    ["an HTML page", "<html><body>Maintenance</body></html>", "wrong-root"],
    ["a truncated catalogue", network(30).slice(0, 4000), "not-xml"],
    ["an empty answer", "", "not-xml"],
    ["no hosts", catalogueXml({ hosts: [] }), "no-hosts"],
    ["a document type", `<!DOCTYPE catalogue>${network(30)}`, "doctype"],
  ])("broken: %s", async (_, body, code) => {
    node.registry.answer = serves(body);
    const report = await catalogue.refresh();
    expect(report).toMatchObject({ outcome: "refused", code });
    const reason = "reason" in report ? report.reason : "";
    expect(catalogue.status()).toMatchObject({ state: "current", alarm: `A catalogue was refused: ${reason}`, lastFailure: { code, reason } });
    expect(node.alarms()).toEqual([`A catalogue was refused: ${reason}`]);
    expect(coveredBy(catalogue)).toBe(30);
    node.registry.answer = serves(network(30), ETAG);
    await catalogue.refresh();
    expect(catalogue.status().alarm).toBeUndefined();
  });

  test("larger than the limit", async () => {
    const small = node.open({ maxBytes: 5000 });
    node.registry.answer = serves(gzipSync(network(300)), { "content-encoding": "gzip" });
    expect(await small.refresh()).toMatchObject({ outcome: "refused", code: "too-large", reason: "The catalogue is larger than 5000 bytes." });
    expect(small.current()).toBeUndefined();
  });

  test("shrunken, until the operator accepts it", async () => {
    node.registry.answer = serves(network(20));
    const reason = "The catalogue shrank below 70 %: 20 hosts instead of 30, 20 institutions instead of 30, 20 API entries instead of 30.";
    expect(await catalogue.refresh()).toEqual({ outcome: "refused", at: node.clock.now(), code: "shrunken", reason });
    expect(coveredBy(catalogue)).toBe(30);
    expect(node.alarms()).toEqual([`A catalogue was refused: ${reason}`]);
    expect(await catalogue.refresh({ acceptShrunken: true })).toMatchObject({ outcome: "updated", changes: { heis: { removed: { count: 10 } } } });
    expect(coveredBy(catalogue)).toBe(20);
    expect(catalogue.status()).toMatchObject({ alarm: undefined, sha256: sha256(network(20)) });
    expect(await catalogue.refresh()).toMatchObject({ outcome: "unchanged" });
  });

  test("an acceptance is not lost when an ordinary refresh is under way", async () => {
    node.registry.answer = serves(network(20));
    const [ordinary, accepted] = await Promise.all([catalogue.refresh(), catalogue.refresh({ acceptShrunken: true })]);
    expect([ordinary.outcome, accepted.outcome]).toEqual(["refused", "updated"]);
  });

  test("acceptance does not extend to a broken catalogue", async () => {
    node.registry.answer = serves(network(20).slice(0, 4000));
    expect(await catalogue.refresh({ acceptShrunken: true })).toMatchObject({ outcome: "refused", code: "not-xml" });
    expect(coveredBy(catalogue)).toBe(30);
  });

  test("the shrink is measured against the copy on disk after a restart too", async () => {
    node.clock.advance(HOUR);
    node.registry.answer = serves(network(20));
    const restarted = node.open();
    await restarted.start();
    expect(await restarted.refresh()).toMatchObject({ outcome: "refused", code: "shrunken" });
    expect(coveredBy(restarted)).toBe(30);
  });

  test("the part that is enough can be configured", async () => {
    const tolerant = node.open({ minRatio: 0.5 });
    await tolerant.refresh();
    node.registry.answer = serves(network(20));
    expect(await tolerant.refresh()).toMatchObject({ outcome: "updated" });
  });

  test("refused catalogues leave nothing on disk", async () => {
    const before = await readdir(node.directory);
    node.registry.answer = serves("<html/>");
    await catalogue.refresh();
    node.registry.answer = answers(500);
    await catalogue.refresh();
    expect(await readdir(node.directory)).toEqual(before);
  });
});
