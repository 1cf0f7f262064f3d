import { readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { LastGood, type LastGoodFacts } from "../../src/registry/last-good.js";
import { newDirectory } from "../support/registry/catalogue-files.js";

const facts = (letter: string, time = "2026-03-01T08:00:00.000Z"): LastGoodFacts => ({
  url: "https://registry.example.org/catalogue-v1.xml", sha256: letter.repeat(64), validators: { etag: `"${letter}"` }, fetchedAt: time, confirmedAt: time,
});
let directory: string;
let lastGood: LastGood;

const keep = async (letter: string, time?: string): Promise<void> => {
  const files = await lastGood.incoming();
  await writeFile(files.xml, letter);
  await writeFile(files.tables, `tables of ${letter}`);
  await lastGood.keep(files, facts(letter, time));
};

const setTime = (letter: string, time: string): Promise<unknown> =>
  Promise.all(Object.values(lastGood.filesOf(facts(letter))).map((file: string) => utimes(file, new Date(time), new Date(time))));

beforeEach(async () => {
  directory = join(await newDirectory(), "made", "on demand");
  lastGood = new LastGood(directory);
});

describe("the last good copy", () => {
  test("is nothing at first", async () => {
    expect(await lastGood.facts()).toBeUndefined();
  });

  test("comes back with its facts, also to another process", async () => {
    await keep("a");
    const other = new LastGood(directory);
    expect(await other.facts()).toEqual(facts("a"));
    expect(await readFile(other.filesOf(facts("a")).xml, "utf8")).toBe("a");
    expect(await readFile(other.filesOf(facts("a")).tables, "utf8")).toBe("tables of a");
  });

  test("is replaced by a newer one; the older file goes when no other process can be about to name it", async () => {
    await keep("a");
    await setTime("a", "2026-03-01T08:00:00Z");
    await keep("b", "2026-03-01T08:30:00.000Z");
    expect(await lastGood.facts()).toEqual(facts("b", "2026-03-01T08:30:00.000Z"));
    expect(await readdir(directory)).toHaveLength(5);
    await setTime("b", "2026-03-01T08:30:00Z");
    await keep("c", "2026-03-01T09:15:00.000Z");
    expect((await readdir(directory)).sort()).toEqual(["catalogue.json", ...["b", "c"].flatMap((letter) => [`catalogue-${letter.repeat(64)}.xml`, `catalogue-${letter.repeat(64)}.tables`])].sort());
  });

  test("survives a crash between its file and its facts", async () => {
    await keep("a");
    await writeFile(join(directory, `catalogue-${"b".repeat(64)}.xml`), "b");
    await writeFile(join(directory, "incoming-1-1.json"), "{");
    expect(await lastGood.facts()).toEqual(facts("a"));
    expect(await readFile(lastGood.filesOf(facts("a")).xml, "utf8")).toBe("a");
  });

  test("can be confirmed without touching the file", async () => {
    await keep("a");
    await lastGood.write({ ...facts("a"), confirmedAt: "2026-03-01T09:00:00.000Z" });
    expect(await lastGood.facts()).toMatchObject({ sha256: "a".repeat(64), fetchedAt: "2026-03-01T08:00:00.000Z", confirmedAt: "2026-03-01T09:00:00.000Z" });
  });

  test.each([
    ["no JSON", "{"],
    ["not an object", "null"],
    ["a SHA-256 that leads elsewhere", JSON.stringify({ ...facts("a"), sha256: "../../etc/passwd" })],
    ["no SHA-256", JSON.stringify({ ...facts("a"), sha256: undefined })],
    ["a time that is none", JSON.stringify({ ...facts("a"), confirmedAt: "yesterday" })],
    ["validators that are no texts", JSON.stringify({ ...facts("a"), validators: { etag: 1 } })],
    ["no validators", JSON.stringify({ ...facts("a"), validators: undefined })],
  ])("has no facts when they are damaged: %s", async (_, text) => {
    await keep("a");
    await writeFile(join(directory, "catalogue.json"), text);
    expect(await lastGood.facts()).toBeUndefined();
  });
});
