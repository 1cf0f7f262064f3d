/** What Prometheus reads of a process, and that dashboard and alerts ask for nothing else. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { createMetrics, type Metrics } from "../../../src/app/metrics/metrics.js";
import type { Core } from "../../../src/app/core.js";
import type { Listener } from "../../../src/app/listener.js";
import type { Config } from "../../../src/config/settings.js";
import type { KeepRecords } from "../../../src/domain/retention/model.js";
import { omobilityId } from "../../../src/kernel/ids.js";
import { omobility } from "../../support/nominations/samples.js";
import { createSystem } from "../../../src/app/system.js";
import type { Store } from "../../../src/store/open.js";
import { keptLog, steeredClock } from "../../support/fixed-ports.js";
import { P, US } from "../../support/ewp/slice-node.js";
import { freePort } from "../../support/servers/server-process.js";
import { embeddedStore } from "../../support/servers/embedded.js";

let port: number;
let store: Store;
let metrics: Metrics;
let listener: Listener;
const log = keptLog();
const clock = steeredClock();
const KEEP: KeepRecords = {
  "outgoing-nominations": 1826, "incoming-nominations": 1826, "outgoing-learning-agreements": 1826, "incoming-learning-agreements": 1826, "outgoing-transcripts": 1826, "incoming-transcripts": 1826, unfinished: 365,
};
let age: number | undefined = 90_000;

beforeAll(async () => {
  port = await freePort();
  store = await embeddedStore({ clock, logger: log });
  const system = { ...createSystem({ level: "error", format: "json" }), clock, logger: log };
  const made = await createMetrics({ metrics: { port, host: "127.0.0.1" } } as Config, system);
  if (!made) throw new Error("no metrics");
  metrics = made;
  const catalogue = { status: () => ({ state: age === undefined ? "unavailable" : "current", ageMs: age, statistics: {} }) };
  listener = await metrics.open({ config: { records: KEEP }, store, catalogue, system: metrics.system } as unknown as Core);
});
afterAll(async () => {
  await listener.close(0);
  await store.close();
});

const read = async (): Promise<string> => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
/** The value of a series, written as Prometheus shows it. */
const valueOf = (text: string, series: string): string | undefined => text.split("\n").find((line) => line.startsWith(`${series} `))?.slice(series.length + 1);

test("without a port there are none", async () => {
  expect(await createMetrics({ metrics: { port: undefined, host: "127.0.0.1" } } as Config, metrics.system)).toBeUndefined();
});

test("lines of the log are counted, whatever its level, and still written", async () => {
  const { logger } = metrics.system;
  logger.info("request", { api: "iias", endpoint: "get", status: 200, ms: 3, requester: P });
  logger.warn("request", { api: "iias", endpoint: "get", status: 400, ms: 40, requester: P });
  logger.debug("delivery tried", { kind: "iia-cnr", result: "delivered", partner: P });
  logger.warn("delivery stopped: a person has to look at it", { kind: "iia-cnr", partner: P });
  const text = await read();
  expect(valueOf(text, 'passerelle_requests_total{api="iias",endpoint="get",status="200"}')).toBe("1");
  expect(valueOf(text, 'passerelle_requests_total{api="iias",endpoint="get",status="400"}')).toBe("1");
  expect(valueOf(text, 'passerelle_request_seconds_bucket{le="0.005"}')).toBe("1");
  expect(Number(valueOf(text, "passerelle_request_seconds_sum"))).toBeCloseTo(0.043);
  expect(valueOf(text, 'passerelle_deliveries_tried_total{kind="iia-cnr",result="delivered"}')).toBe("1");
  expect(valueOf(text, 'passerelle_deliveries_stopped_total{kind="iia-cnr"}')).toBe("1");
  expect(log.lines.filter(({ message }) => message === "request")).toHaveLength(2);
});

test("outbox, database and catalogue as they are when somebody reads", async () => {
  const dueAt = new Date(clock.now().getTime() - 90_000);
  await store.outbox.add([{ kind: "iia-cnr", heiId: US, partnerHeiId: P, objectId: "x", dueAt }]);
  const text = await read();
  expect(valueOf(text, 'passerelle_outbox_rows{state="waiting"}')).toBe("1");
  expect(valueOf(text, "passerelle_outbox_late_seconds")).toBe("90");
  expect(valueOf(text, "passerelle_database_up")).toBe("1");
  expect([valueOf(text, "passerelle_catalogue_age_seconds"), valueOf(text, "passerelle_catalogue_usable")]).toEqual(["90", "1"]);
  age = undefined;
  expect(valueOf(await read(), "passerelle_catalogue_usable")).toBe("0");
});

test("records of students that wait for their removal, and those that went", async () => {
  const own = omobility({ id: "draft", heiId: US, partnerHeiId: P, stage: "draft", version: 0 });
  await store.nominations.decideOmobility({ heiId: US, partnerHeiId: P, id: omobilityId("draft") }, () => ({ omobilities: [own], changes: [] }));
  clock.set(new Date("2029-01-02T00:00:00Z"));
  const counts = async () => {
    const text = await read();
    return ["due", "open", "removed"].map((standing) => valueOf(text, `passerelle_student_records{kind="outgoing-nominations",standing="${standing}"}`));
  };
  expect(await counts()).toEqual(["1", "0", "0"]);
  await store.retention.remove(KEEP, { seconds: 60 });
  expect(await counts()).toEqual(["1", "0", "0"]);
  clock.advance(600_000);
  expect(await counts()).toEqual(["0", "0", "1"]);
});

test("no partner and no id is told", async () => {
  const text = await read();
  expect(text).not.toContain(P);
  expect(text).not.toContain(US);
});

test("nothing else is served", async () => {
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  expect([answer.status, await answer.text()]).toEqual([404, "The metrics are at /metrics.\n"]);
});

test.each(["alerts.yml", "dashboard.json"])("%s asks only for what there is", async (file) => {
  const text = await read();
  const told = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
  const asked = [...readFileSync(new URL(`../../../docs/monitoring/${file}`, import.meta.url), "utf8").matchAll(/\b(?:passerelle|nodejs|process)_[a-z0-9_]+/g)].map(([name]) => name.replace(/_bucket$/, ""));
  expect(asked.length).toBeGreaterThan(5);
  expect(asked.filter((name) => !told.has(name))).toEqual([]);
});
