import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Redis } from "ioredis";
import { redisReplayMemory } from "../../src/app/redis-replay-memory.js";
import { keptLog } from "../support/fixed-ports.js";
import { haveRedis, testRedis, type TestRedis } from "../support/servers/redis.js";
import { skipped } from "../support/skipped.js";
import { until } from "../support/until.js";

(haveRedis() ? describe : describe.skip)("request ids in Redis", () => {
  const log = keptLog();
  const prefix = `test-${randomUUID()}`;
  let redis: TestRedis;
  let one: ReturnType<typeof redisReplayMemory>;
  let other: typeof one;

  const connected = (memory: typeof one) => until("it is connected", async () => {
    const id = randomUUID();
    await memory.isFirst("warm-up", id);
    return !(await memory.isFirst("warm-up", id));
  });
  beforeAll(async () => {
    redis = await testRedis();
    [one, other] = [redisReplayMemory({ url: redis.url, prefix, logger: log }), redisReplayMemory({ url: redis.url, prefix, logger: keptLog() })];
    await Promise.all([connected(one), connected(other)]);
    log.lines.length = 0;
  });
  afterAll(async () => {
    for (const memory of [one, other]) memory.close();
    await redis.stop();
  });

  test("an id is new once, in whichever process, and to each caller for itself", async () => {
    const id = randomUUID();
    expect((await Promise.all([one, other, one, other].map((memory) => memory.isFirst("key-1", id)))).filter(Boolean)).toHaveLength(1);
    expect(await other.isFirst("key-2", id)).toBe(true);
  });

  test("it is forgotten when no request with it can be valid any more", async () => {
    const id = randomUUID();
    await one.isFirst("key-1", id);
    const client = new Redis(redis.url);
    const left = await client.pttl(`${prefix}:seen:key-1:${id}`);
    client.disconnect();
    expect(left).toBeGreaterThan(590_000);
    expect(left).toBeLessThanOrEqual(600_000);
  });

  test("while Redis is away every id is new, one line says so, and it works again afterwards", async () => {
    if (!redis.restart) return skipped("a Redis that is away: PASSERELLE_TEST_REDIS_URL names a server that is not ours to stop.");
    const id = randomUUID();
    await redis.restart(async () => {
      expect([await one.isFirst("key-1", id), await one.isFirst("key-1", id)]).toEqual([true, true]);
      expect(log.lines.map(({ level, message }) => [level, message])).toEqual([["warn", "Redis does not answer: repeated requests are only recognised by the process that had them first"]]);
    });
    await connected(one);
    expect([await one.isFirst("key-1", id), await one.isFirst("key-1", id)]).toEqual([true, false]);
  });
});
