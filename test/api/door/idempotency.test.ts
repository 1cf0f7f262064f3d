import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { once } from "../../../src/api/door/idempotency.js";
import type { KeptAnswer } from "../../../src/domain/idempotency.js";
import { badRequest, editConflict, unavailable } from "../../../src/kernel/errors.js";
import type { Store } from "../../../src/store/open.js";
import { embeddedStore } from "../../support/servers/embedded.js";
import { realIds } from "../../support/ewp/ewp-node.js";
import { keptLog, steeredClock } from "../../support/fixed-ports.js";

const clock = steeredClock();
let store: Store;
beforeAll(async () => {
  store = await embeddedStore({ clock, logger: keptLog() });
});
afterAll(() => store.close());

const request = (key: string, requestHash = "a".repeat(64)) => ({ key, tokenId: "token-1", requestHash });
const answer = (body: string): KeptAnswer => ({ status: 201, headers: { ETag: '"1"' }, body });
const keep = () => once({ store: store.idempotency, clock, ids: realIds });

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

test("what was done and could not be answered comes back under the same id", async () => {
  const store2 = { ...store.idempotency, complete: async () => { throw new Error("no disk"); } };
  const ids: string[] = [];
  const create = async (objectId: string) => { ids.push(objectId); return answer("made"); };
  await expect(once({ store: store2, clock, ids: realIds })(request("k4"), create)).rejects.toThrow("no disk");
  expect(await keep()(request("k4"), create)).toEqual(answer("made"));
  expect(ids).toEqual([ids[0], ids[0]]);
});

test("a refusal frees the key, so that another id may be used; a conflict does not", async () => {
  const ids: string[] = [];
  const failing = (error: Error) => async (objectId: string): Promise<KeptAnswer> => { ids.push(objectId); throw error; };
  await expect(keep()(request("k5"), failing(badRequest("no conditions")))).rejects.toThrow("no conditions");
  await expect(keep()(request("k5"), failing(editConflict("came first", "")))).rejects.toThrow("came first");
  await expect(keep()(request("k5"), failing(unavailable("no database")))).rejects.toThrow("no database");
  expect(ids[1]).not.toBe(ids[0]);
  expect(ids[2]).toBe(ids[1]);
});
