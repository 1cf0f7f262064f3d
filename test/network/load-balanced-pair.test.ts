/** Two `serve` and two `worker` of one node on one PostgreSQL and one Redis behind nginx: a partner notices nothing, not even a death. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { request } from "undici";
import { allDelivered } from "../../src/sandbox/demo/deliveries.js";
import { type Ids, type Journey, planJourney, viewsOf } from "../../src/sandbox/demo/journey.js";
import { perform } from "../../src/sandbox/demo/perform.js";
import { STEPS } from "../../src/sandbox/demo/steps.js";
import { dataOf } from "../../src/sandbox/office-client.js";
import { Side } from "../../src/sandbox/side.js";
import { type LoadBalanced, NGINX, startLoadBalanced } from "../support/network/load-balanced.js";
import { havePostgres, testDatabase, type TestDatabase } from "../support/servers/postgres.js";
import { haveRedis, testRedis, type TestRedis } from "../support/servers/redis.js";
import { skipped } from "../support/skipped.js";

if (NGINX === undefined) skipped("a load-balanced pair: install nginx (apt-get install nginx-light).");
const MINUTES = 60_000;
const SECONDS = 120;
const APPROVED = 6;

(NGINX !== undefined && havePostgres() && haveRedis() ? describe : describe.skip)("a load-balanced pair", () => {
  const directory = mkdtempSync(join(tmpdir(), "passerelle-pair-"));
  let databases: TestDatabase[] = [];
  let redis: TestRedis;
  let network: LoadBalanced;
  let journey: Journey;
  let ids: Ids = {};

  beforeAll(async () => {
    databases = [await testDatabase(), await testDatabase()];
    redis = await testRedis();
    network = await startLoadBalanced({ directory, databases: [databases[0]?.url ?? "", databases[1]?.url ?? ""], redisUrl: redis.url });
    journey = planJourney(new Side(network.pair, network.pairOffice), new Side(network.partner, network.partnerOffice), { key: "pair", year: 2026 });
  }, 5 * MINUTES);
  afterAll(async () => {
    await network?.stop();
    await redis?.stop();
    for (const database of databases) await database.stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }, MINUTES);

  /** A request as the partner sent it, once more, to one of the two. */
  const replay = async (api: string, door: number) => {
    const { side, exchangeId } = await lastCall(api);
    const { request: sent, summary } = await dataOf(side.office.GET("/institutions/{heiId}/exchanges/{exchangeId}", { params: { path: { heiId: side.heiId, exchangeId } } }));
    const { pathname, search } = new URL(summary.url);
    const { statusCode, body } = await request(`http://127.0.0.1:${door}${pathname}${search}`, {
      method: summary.method as "GET" | "POST", headers: { ...sent.headers, host: network.host }, ...(summary.method === "POST" && { body: sent.text ?? "" }),
    });
    return { status: statusCode, text: await body.text() };
  };
  const lastCall = async (api: string) => {
    const query = { direction: "out" as const, api, failed: false, limit: 1 };
    const { items } = await dataOf(journey.b.office.GET("/institutions/{heiId}/exchanges", { params: { path: { heiId: journey.b.heiId }, query } }));
    return { side: journey.b, exchangeId: items[0]?.id ?? "" };
  };

  test("an agreement comes to life, whoever of the two is asked", async () => {
    for (const step of STEPS.slice(0, APPROVED - 1)) ({ ids } = await perform(step, journey, ids, SECONDS));
  }, 4 * MINUTES);

  test("a notification that was sent once is refused by both when it comes again", async () => {
    const answers = await Promise.all(network.doors.map((door) => replay("iia-approval-cnr", door)));
    for (const { status, text } of answers) {
      expect(status).toBe(400);
      expect(text).toContain("This X-Request-Id was used before with this key; expected a fresh one for every request.");
    }
  }, MINUTES);

  test("a read that comes again is refused by the one that answered it; the other tells nothing that was not told before", async () => {
    expect((await Promise.all(network.doors.map((door) => replay("iias", door)))).map(({ status }) => status).sort()).toEqual([200, 400]);
  }, MINUTES);

  test("two approvals at once, one at each, are one", async () => {
    const approvals = await Promise.allSettled(Array.from({ length: 4 }, () => journey.a.approve(ids.a ?? "")));
    expect(approvals.filter(({ status }) => status === "fulfilled").length).toBeGreaterThanOrEqual(1);
    const { items } = await dataOf(network.pairOffice.GET("/institutions/{heiId}/agreements/{agreementId}/timeline", { params: { path: { heiId: network.pair.heiId, agreementId: ids.a ?? "" } } }));
    expect(items.filter(({ kind, what }) => kind === "iia-approval-changed" && what === "approved")).toHaveLength(1);
    ({ ids } = await perform({ ...STEPS[APPROVED - 1] as typeof STEPS[0], run: async () => undefined }, journey, ids, SECONDS));
  }, 3 * MINUTES);

  test("one `serve` and one `worker` die in the middle of the rest: nothing is lost and nothing is done twice", async () => {
    for (const [at, step] of STEPS.slice(APPROVED).entries()) {
      const [done] = await Promise.all([perform(step, journey, ids, SECONDS), at === 0 ? Promise.all([network.kill("serve-1"), network.kill("worker-2")]) : undefined]);
      ({ ids } = done);
    }
    const { a, b } = await viewsOf(journey, ids);
    expect([a?.status, b?.status]).toEqual(["terminated", "terminated"]);
    for (const side of [journey.a, journey.b]) expect(await allDelivered(side, SECONDS)).toBeGreaterThan(0);
    const { items } = await dataOf(network.pairOffice.GET("/institutions/{heiId}/agreements", { params: { path: { heiId: network.pair.heiId }, query: { limit: 50 } } }));
    expect(items.map(({ id }) => id)).toEqual([ids.a]);
  }, 6 * MINUTES);
});
