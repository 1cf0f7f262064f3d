import { expect, test } from "@jest/globals";
import { FeedWatch } from "../../../src/domain/feed/watch.js";
import { keptLog } from "../../support/fixed-ports.js";

const never = new AbortController().signal;
const watched = () => {
  const state = { head: 0n, looks: 0, broken: false };
  const log = keptLog();
  const feed = { head: async () => {
    state.looks++;
    if (state.broken) throw new Error("no database");
    return state.head;
  } };
  return { state, log, watch: new FeedWatch({ feed, logger: log, everyMs: 5 }) };
};

test("who waits is woken by what is newer than what it has seen, also if that came before it waited", async () => {
  const { state, watch } = watched();
  state.head = 3n;
  await watch.moved(2n, { ms: 60_000, signal: never });
  await watch.moved(1n, { ms: 60_000, signal: never });
  const waiting = watch.moved(3n, { ms: 60_000, signal: never });
  state.head = 4n;
  watch.wake();
  await waiting;
  watch.close();
});

test("it looks only while somebody waits, and goes on after a failure", async () => {
  const { state, log, watch } = watched();
  watch.wake();
  expect(state.looks).toBe(0);
  state.broken = true;
  const waiting = watch.moved(0n, { ms: 60_000, signal: never });
  while (log.lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  [state.broken, state.head] = [false, 1n];
  await waiting;
  const { looks } = state;
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(state.looks).toBe(looks);
  expect(log.lines[0]).toMatchObject({ level: "warn", message: "the change feed could not be looked at; the next look follows" });
});

test("waiting ends with its time, with who waits, and with the process", async () => {
  const { watch } = watched();
  await watch.moved(0n, { ms: 1, signal: never });
  const hangs = new AbortController();
  const waiting = watch.moved(0n, { ms: 60_000, signal: hangs.signal });
  hangs.abort();
  await waiting;
  await watch.moved(0n, { ms: 60_000, signal: hangs.signal });
  const last = watch.moved(0n, { ms: 60_000, signal: never });
  expect(watch.closed).toBe(false);
  watch.close();
  await last;
  expect(watch.closed).toBe(true);
  await watch.moved(0n, { ms: 60_000, signal: never });
});
