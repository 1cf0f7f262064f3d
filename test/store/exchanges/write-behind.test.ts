import { expect, test } from "@jest/globals";
import type { Logger } from "../../../src/kernel/ports.js";
import { type Weight, WriteBehind, type WriteBehindLimits } from "../../../src/store/exchanges/write-behind.js";
import { keptLog } from "../../support/fixed-ports.js";
import { until } from "../../support/until.js";

const limits: WriteBehindLimits = { bytes: 1_000, items: 5, batch: 2, delayMs: 5, patienceMs: 60_000 };

const behindOf = <T>(write: (items: readonly T[]) => Promise<void>, { log = keptLog(), weigh = () => ({ own: 1 }), ...other }: { log?: Logger; weigh?: (item: T) => Weight; limits?: WriteBehindLimits } = {}) =>
  new WriteBehind<T>({ write, weigh, limits: other.limits ?? limits, logger: log });


test("writes by itself, in batches, in order", async () => {
  const batches: number[][] = [];
  const behind = behindOf<number>(async (items) => void batches.push([...items]));
  for (let i = 1; i <= 5; i++) behind.add(i);
  await until("everything is written", () => batches.flat().length === 5);
  expect(batches).toEqual([[1, 2], [3, 4], [5]]);
});

test("when it is full and the writer works, producers wait and nothing is dropped", async () => {
  const written: number[] = [];
  const gates: (() => void)[] = [];
  const log = keptLog();
  const behind = behindOf<number>(async (items) => {
    await new Promise<void>((resolve) => gates.push(resolve));
    written.push(...items);
  }, { log });
  const pass = async (): Promise<void> => {
    await until("a write is under way", () => gates.length > 0);
    gates.shift()?.();
  };
  for (let i = 1; i <= 8; i++) {
    expect([i, behind.room() === undefined]).toEqual([i, i <= 5]);
    if (i <= 5) behind.add(i);
  }
  let late = false;
  const waiting = behind.room()?.then(() => { late = true; });
  expect(late).toBe(false);
  await pass();
  await waiting;
  behind.add(6);
  for (let i = 0; i < 2; i++) await pass();
  await until("everything is written", () => written.length === 6);
  expect([written, log.lines]).toEqual([[1, 2, 3, 4, 5, 6], []]);
});

test("when it is full and the writer does not work, nobody waits: the oldest are dropped and counted in a warning", async () => {
  const written: number[] = [];
  const log = keptLog();
  let away = true;
  const behind = behindOf<number>(async (items) => {
    if (away) throw new Error("no database");
    written.push(...items);
  }, { log });
  for (let i = 1; i <= 5; i++) behind.add(i);
  const room = behind.room();
  await behind.flush();
  await room;
  for (let i = 6; i <= 8; i++) {
    expect(behind.room()).toBeUndefined();
    behind.add(i);
  }
  away = false;
  await until("everything is written", () => written.length === 5);
  expect(written).toEqual([4, 5, 6, 7, 8]);
  expect(log.lines).toContainEqual({ level: "warn", message: "records of exchanges were dropped since the database did not answer", facts: { dropped: 3 } });
  expect(behind.room()).toBeUndefined();
});

test("a write that does not end counts as one that failed", async () => {
  const behind = behindOf<number>(() => new Promise(() => undefined), { limits: { ...limits, patienceMs: 10 } });
  for (let i = 1; i <= 5; i++) behind.add(i);
  await behind.room();
  expect(behind.room()).toBeUndefined();
});

test("it is full by bytes too, and bytes that several hold count once", async () => {
  const written: string[] = [];
  const shared = new Uint8Array(600);
  const behind = behindOf<string>(async (items) => void written.push(...items), { weigh: (item) => ({ own: 100, shared: item.startsWith("kept") ? shared : new Uint8Array(600) }) });
  behind.add("kept 1");
  behind.add("kept 2");
  expect(behind.room()).toBeUndefined();
  behind.add("other");
  expect(behind.room()).toBeInstanceOf(Promise);
  await behind.flush();
  expect([written, behind.room()]).toEqual([["kept 1", "kept 2", "other"], undefined]);
});

test("what could not be written waits and is written later, in order", async () => {
  const written: number[] = [];
  let away = true;
  const log = keptLog();
  const behind = behindOf<number>(async (items) => {
    if (away) throw new Error("no database");
    written.push(...items);
  }, { log });
  for (let i = 1; i <= 3; i++) behind.add(i);
  await behind.flush();
  expect(written).toEqual([]);
  expect(log.lines[0]).toMatchObject({ level: "warn", message: "records of exchanges could not be written and wait in memory", facts: { waiting: 3 } });
  away = false;
  await until("everything is written", () => written.length === 3);
  expect(written).toEqual([1, 2, 3]);
});
