import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { once } from "../../../src/api/door/idempotency.js";
import type { KeptAnswer } from "../../../src/domain/idempotency.js";
import { openStore, type Store } from "../../../src/store/open.js";
import { keptLog, steeredClock } from "../../support/fixed-ports.js";

const clock = steeredClock();
let store: Store;
beforeAll(async () => {
  store = await openStore({ url: "pglite:memory", clock, logger: keptLog() });
  await store.migrate();
});
afterAll(() => store.close());

const request = (key: string, requestHash = "a".repeat(64)) => ({ key, tokenId: "token-1", requestHash });
const answer = (body: string): KeptAnswer => ({ status: 201, headers: { ETag: '"1"' }, body });
const keep = () => once({ store: store.idempotency, clock });

test("work is done once, also when it fails first", async () => {
  await expect(keep()(request("k1"), async () => { throw new Error("no disk"); })).rejects.toThrow("no disk");
  expect(await keep()(request("k1"), async () => answer("first"))).toEqual(answer("first"));
  expect(await keep()(request("k1"), async () => answer("second"))).toEqual(answer("first"));
});

test("a second request while the first is at work is refused, and again a minute after its process died", async () => {
  let finish = (_answer: KeptAnswer): void => undefined;
  const first = keep()(request("k2"), () => new Promise((resolve) => { finish = resolve; }));
  await expect(keep()(request("k2"), async () => answer("second"))).rejects.toMatchObject({
    status: 409, code: "idempotency-key-in-progress", developerMessage: "A request with this Idempotency-Key is still being worked on.",
  });
  clock.advance(60_000);
  expect(await keep()(request("k2"), async () => answer("third"))).toEqual(answer("third"));
  finish(answer("first"));
  await first;
});

test("another request under the same key", async () => {
  await keep()(request("k3"), async () => answer("first"));
  await expect(keep()(request("k3", "b".repeat(64)), async () => answer("second"))).rejects.toMatchObject({
    status: 422, code: "idempotency-key-reused", developerMessage: "This Idempotency-Key was used for another request.",
  });
});

test("what was done is not undone when the answer cannot be kept", async () => {
  let done = 0;
  const store2 = { ...store.idempotency, complete: async () => { throw new Error("no disk"); } };
  await expect(once({ store: store2, clock })(request("k4"), async () => { done++; return answer("first"); })).rejects.toThrow("no disk");
  await expect(keep()(request("k4"), async () => answer("second"))).rejects.toMatchObject({ status: 409 });
  expect(done).toBe(1);
});
