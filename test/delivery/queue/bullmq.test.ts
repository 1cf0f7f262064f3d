import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Redis } from "ioredis";
import { setTimeout as pause } from "node:timers/promises";
import { bullmqQueue } from "../../../src/delivery/queue/bullmq.js";
import { benches, queueContract } from "../../contracts/queue.js";
import { keptLog } from "../../support/fixed-ports.js";
import { haveRedis, testRedis, type TestRedis } from "../../support/servers/redis.js";
import { until } from "../../support/until.js";
import { skipped } from "../../support/skipped.js";

if (haveRedis()) {
  describe("the queue on Redis", () => {
    let redis: TestRedis;
    let opened = 0;
    beforeAll(async () => { redis = await testRedis(); });
    afterAll(() => redis.stop());
    const open = benches(() => bullmqQueue({ url: redis.url, prefix: `passerelle-test-${process.pid}-${++opened}`, concurrency: 4, logger: keptLog(), stalledMs: 1_000 }));
    const deliveredOf = async (bench: Awaited<ReturnType<typeof open>>) => (await bench.rows()).filter((row) => row.state === "delivered").length;

    queueContract(open);

    test("a Redis that is emptied midway loses nothing", async () => {
      const bench = await open(async () => { await pause(20); return "exchange"; }, { leaseMs: 1_000 });
      const admin = new Redis(redis.url);
      await bench.service.start();
      for (let partner = 0; partner < 20; partner++) await bench.notify(`p${partner}.example`, "a", "b", "c");
      for (let i = 0; i < 3; i++) {
        await until("some more is delivered", async () => (await deliveredOf(bench)) > i * 10);
        await admin.flushall();
      }
      await until("everything is delivered", async () => (await deliveredOf(bench)) === 60);
      admin.disconnect();
    });

    test("a Redis that dies and comes back loses nothing, and nothing is leased while it is away", async () => {
      if (!redis.restart) return skipped("the restart of Redis: unset PASSERELLE_TEST_REDIS_URL and install redis-server, so that the test has its own.");
      const bench = await open(async () => { await pause(10); return "exchange"; }, { leaseMs: 1_000 });
      await bench.service.start();
      for (let partner = 0; partner < 10; partner++) await bench.notify(`p${partner}.example`, "a", "b", "c");
      await until("some is delivered", async () => (await deliveredOf(bench)) > 3);
      await redis.restart(async () => {
        await until("the relay notices", () => bench.log.lines.some(({ message }) => message.startsWith("deliveries are held up")));
        await bench.notify("late.example", "x");
        await pause(200);
        expect((await bench.rows()).find(({ partnerHeiId }) => partnerHeiId === "late.example")).toMatchObject({ state: "waiting", attempts: 0 });
      });
      await until("everything is delivered", async () => (await deliveredOf(bench)) === 31);
      expect(bench.log.lines.some(({ message }) => message === "deliveries go on")).toBe(true);
    });

    test("a start is no trouble: the first connection is waited for", async () => {
      const bench = await open(async () => "exchange");
      await bench.service.start();
      await bench.notify("p.example", "x");
      await until("it is delivered", async () => (await deliveredOf(bench)) === 1);
      expect(bench.log.lines.filter(({ level }) => level === "warn")).toEqual([]);
    });

    test("stopping while Redis is away comes to an end", async () => {
      if (!redis.restart) return skipped("stopping without Redis: unset PASSERELLE_TEST_REDIS_URL and install redis-server, so that the test has its own.");
      const bench = await open(async () => "exchange");
      await bench.service.start();
      await bench.notify("p.example", "x");
      await until("it is delivered", async () => (await deliveredOf(bench)) === 1);
      await redis.restart(() => bench.service.stop());
    });
  });
} else {
  test("the queue on Redis needs Redis: see the notice above", () => undefined);
}
