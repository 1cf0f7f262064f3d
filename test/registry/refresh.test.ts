import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import type { Catalogue } from "../../src/registry/catalogue.js";
import { coveredBy, network, startCatalogueNode, type CatalogueNode } from "../support/registry/catalogue-node.js";
import { answers, serves } from "../support/registry/registry-server.js";
import { testTls, type TestTls } from "../support/servers/tls.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ETAG = { etag: '"v1"' };
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

describe("PROTOCOL 7 row 8: the cache lives at most 3 hours and is refreshed by conditional requests", () => {
  test("3 h 1 min later the registry is asked again even if the configured interval is a day", async () => {
    catalogue = node.open({ intervalMs: DAY });
    await catalogue.start();
    expect(node.registry.requests).toHaveLength(1);
    node.clock.advance(2 * HOUR + 59 * MINUTE);
    expect(await catalogue.refreshIfDue()).toBeUndefined();
    node.clock.advance(2 * MINUTE);
    expect(await catalogue.refreshIfDue()).toMatchObject({ outcome: "unchanged" });
    expect(node.registry.requests).toHaveLength(2);
  });

  test("the second request carries both validators and 304 keeps the copy", async () => {
    node.registry.answer = serves(network(30), { ...ETAG, "last-modified": "Sun, 01 Mar 2026 07:00:00 GMT" });
    expect(await catalogue.refresh()).toMatchObject({ outcome: "updated", changes: undefined, statistics: { hosts: 30 } });
    const first = catalogue.current();
    node.clock.advance(20 * MINUTE);
    expect(await catalogue.refresh()).toEqual({ outcome: "unchanged", at: node.clock.now() });
    expect(node.registry.requests[1]).toMatchObject({ "if-none-match": '"v1"', "if-modified-since": "Sun, 01 Mar 2026 07:00:00 GMT" });
    expect(catalogue.current()).toBe(first);
    expect(catalogue.status()).toMatchObject({ state: "current", ageMs: 0, lastSuccess: node.clock.now() });
  });

  test("15 minutes are the default, 3 minutes after a failure", async () => {
    await catalogue.refresh();
    expect(catalogue.status().nextDue).toEqual(new Date(node.clock.now().getTime() + 15 * MINUTE));
    node.clock.advance(15 * MINUTE);
    node.registry.answer = answers(503);
    expect(await catalogue.refreshIfDue()).toMatchObject({ outcome: "failed" });
    expect(catalogue.status().nextDue).toEqual(new Date(node.clock.now().getTime() + 3 * MINUTE));
  });

  test("an operator's refresh goes at once", async () => {
    await catalogue.refresh();
    await catalogue.refresh();
    expect(node.registry.requests).toHaveLength(2);
  });

  test("the schedule runs by itself once started and ends with close", async () => {
    jest.useFakeTimers({ doNotFake: ["Date", "setTimeout", "clearTimeout", "setImmediate", "clearImmediate", "nextTick", "queueMicrotask", "performance", "hrtime"] });
    try {
      await catalogue.start();
      node.clock.advance(15 * MINUTE);
      jest.advanceTimersByTime(10_000);
      while (node.registry.requests.length < 2) await nextTurn();
      await catalogue.close();
      node.clock.advance(DAY);
      jest.advanceTimersByTime(HOUR);
      expect(jest.getTimerCount()).toBe(0);
      expect(node.registry.requests).toHaveLength(2);
    } finally {
      jest.useRealTimers();
    }
  });

  test("calls at the same time share one download", async () => {
    const reports = await Promise.all([catalogue.refresh(), catalogue.refresh(), catalogue.refreshIfDue()]);
    expect(new Set(reports).size).toBe(1);
    expect(node.registry.requests).toHaveLength(1);
  });
});

describe("PROTOCOL 7 row 9: a stale copy serves for a limited time", () => {
  beforeEach(async () => {
    await catalogue.refresh();
    node.registry.answer = answers(503);
  });

  test("look-ups work while the registry is down", async () => {
    node.clock.advance(4 * DAY);
    const report = await catalogue.refresh();
    expect(report).toEqual({ outcome: "failed", at: node.clock.now(), code: "download", reason: "the registry answered 503, not 200 or 304" });
    expect(coveredBy(catalogue)).toBe(30);
    expect(catalogue.status()).toMatchObject({ state: "stale", ageMs: 4 * DAY, lastFailure: { at: node.clock.now(), code: "download" } });
    expect(node.log.lines.at(-1)).toMatchObject({ level: "warn", message: "catalogue not refreshed" });
  });

  test("a failure that is over says since when", async () => {
    await catalogue.refresh();
    const failed = node.clock.now();
    node.clock.advance(60_000);
    node.registry.answer = serves(network(30), ETAG);
    await catalogue.refresh();
    const overSince = node.clock.now();
    node.clock.advance(60_000);
    await catalogue.refresh();
    expect(catalogue.status().lastFailure).toEqual({ at: failed, code: "download", reason: "the registry answered 503, not 200 or 304", overSince });
    node.registry.answer = answers(503);
    node.clock.advance(60_000);
    await catalogue.refresh();
    expect(catalogue.status().lastFailure).toEqual({ at: node.clock.now(), code: "download", reason: "the registry answered 503, not 200 or 304" });
  });

  test("beyond the limit they say so, and the next success ends that", async () => {
    node.clock.advance(5 * DAY);
    expect(coveredBy(catalogue)).toBe(30);
    node.clock.advance(1);
    expect(catalogue.current()).toBeUndefined();
    expect(catalogue.status()).toMatchObject({ state: "unavailable", statistics: undefined, alarm: "The last good catalogue is older than the limit and no longer used." });
    node.registry.answer = serves(network(30), ETAG);
    expect(await catalogue.refresh()).toMatchObject({ outcome: "unchanged" });
    expect(coveredBy(catalogue)).toBe(30);
    expect(catalogue.status()).toMatchObject({ state: "current", alarm: undefined, lastFailure: undefined });
  });

  test("the limit counts over restarts", async () => {
    node.clock.advance(5 * DAY - HOUR);
    const restarted = node.open();
    await restarted.start();
    expect(coveredBy(restarted)).toBe(30);
    node.clock.advance(2 * HOUR);
    expect(restarted.current()).toBeUndefined();
  });
});

describe("what changed", () => {
  test("is told by the report and kept in the status", async () => {
    await catalogue.refresh();
    expect(catalogue.status().changes).toBeUndefined();
    node.registry.answer = serves(network(31, "2.1.0"));
    const report = await catalogue.refresh();
    const changes = {
      heis: { added: { count: 1, examples: ["uni-30.example.org"] }, removed: { count: 0 } },
      apis: { added: { count: 31 }, removed: { count: 30 } },
      clientKeys: { added: { count: 0 }, removed: { count: 0 } },
    };
    expect(report).toMatchObject({ outcome: "updated", changes });
    node.registry.answer = answers(500);
    await catalogue.refresh();
    expect(catalogue.status()).toMatchObject({ changes });
  });

  test("the same bytes under new validators are no change", async () => {
    await catalogue.refresh();
    node.registry.answer = serves(network(30), { etag: '"v2"' });
    expect(await catalogue.refresh()).toMatchObject({ outcome: "unchanged" });
    await catalogue.refresh();
    expect(node.registry.requests.at(-1)).toMatchObject({ "if-none-match": '"v2"' });
  });
});

describe("starting and ending", () => {
  test("with no copy, start waits for the first catalogue", async () => {
    await catalogue.start();
    expect(coveredBy(catalogue)).toBe(30);
  });

  test("with no copy and no registry, the node starts without a catalogue and asks again after a minute", async () => {
    node.registry.answer = answers(503);
    await catalogue.start();
    expect(catalogue.current()).toBeUndefined();
    expect(catalogue.status()).toMatchObject({ state: "unavailable", ageMs: undefined, lastSuccess: undefined, nextDue: new Date(node.clock.now().getTime() + MINUTE) });
  });

  test("close ends a download that hangs", async () => {
    node.registry.answer = () => undefined;
    const running = catalogue.refresh();
    await catalogue.close();
    expect(await running).toEqual({ outcome: "failed", at: node.clock.now(), code: "stopped", reason: "The node is stopping." });
  });
});
