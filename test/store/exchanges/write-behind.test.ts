import { expect, test } from "@jest/globals";
import { WriteBehind } from "../../../src/store/exchanges/write-behind.js";
import { keptLog } from "../../support/fixed-ports.js";
import { until } from "../../support/until.js";

const limits = { bytes: 1_000, items: 5, batch: 2, delayMs: 5 };

test("writes by itself, in batches, in order", async () => {
  const batches: number[][] = [];
  const behind = new WriteBehind<number>(async (items) => void batches.push([...items]), limits, keptLog());
  for (let i = 1; i <= 5; i++) behind.add(i, 1);
  await until("everything is written", () => batches.flat().length === 5);
  expect(batches).toEqual([[1, 2], [3, 4], [5]]);
});

test("when it is full the oldest are dropped and counted in a warning", async () => {
  const written: number[] = [];
  const log = keptLog();
  const behind = new WriteBehind<number>(async (items) => void written.push(...items), limits, log);
  for (let i = 1; i <= 8; i++) behind.add(i, 1);
  await behind.flush();
  expect(written).toEqual([4, 5, 6, 7, 8]);
  expect(log.lines).toContainEqual({ level: "warn", message: "records of exchanges were dropped since the database was too slow", facts: { dropped: 3 } });
});

test("it is full by bytes too", async () => {
  const written: string[] = [];
  const behind = new WriteBehind<string>(async (items) => void written.push(...items), limits, keptLog());
  behind.add("first", 600);
  behind.add("second", 600);
  await behind.flush();
  expect(written).toEqual(["second"]);
});

test("what could not be written waits and is written later, in order", async () => {
  const written: number[] = [];
  let away = true;
  const log = keptLog();
  const behind = new WriteBehind<number>(async (items) => {
    if (away) throw new Error("no database");
    written.push(...items);
  }, limits, log);
  for (let i = 1; i <= 3; i++) behind.add(i, 1);
  await behind.flush();
  expect(written).toEqual([]);
  expect(log.lines[0]).toMatchObject({ level: "warn", message: "records of exchanges could not be written and wait in memory", facts: { waiting: 3 } });
  away = false;
  await until("everything is written", () => written.length === 3);
  expect(written).toEqual([1, 2, 3]);
});
