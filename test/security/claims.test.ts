import { expect, test } from "@jest/globals";
import { existsSync, readFileSync } from "node:fs";

interface Claim {
  readonly id: string;
  readonly claim: string;
  readonly file: string;
  readonly title: string;
}

const ROW = /^\| ([A-Z]+\d+) \| (.+?) \| `([^`]+)`: (.+) \|$/;
const TABLE_ROW = /^\| (?!id |---)/;
const rows = readFileSync("SECURITY.md", "utf8").split("\n").filter((line) => TABLE_ROW.test(line));
const claims = rows.flatMap((line): Claim[] => {
  const [, id, claim, file, title] = ROW.exec(line) ?? [];
  return id && claim && file && title ? [{ id, claim, file, title }] : [];
});

test("every row of SECURITY.md's tables is a claim with a test", () => {
  expect(claims.length).toBe(rows.length);
  expect(claims.length).toBeGreaterThan(50);
});

test("every claim has an id of its own, counted without a gap", () => {
  const counts = new Map<string, number>();
  for (const { id } of claims) {
    const letter = id.replace(/\d+$/, "");
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect(id).toBe(`${letter}${counts.get(letter)}`);
  }
});

test.each(claims)("$id: $claim", ({ file, title }) => {
  expect([file, existsSync(file)]).toEqual([file, true]);
  // As the title stands in the file: of a test or of the group that makes the claim, and skipped nowhere.
  const begun = ["test", "describe"].map((word) => new RegExp(`\\b${word}(?:\\.each\\([\\s\\S]{0,4000}?\\))?\\(["'\`]${title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}["'\`]`));
  expect([title, begun.some((form) => form.test(readFileSync(file, "utf8")))]).toEqual([title, true]);
});
