/** What docs/faulty-partners.md says of each partner, so that tests can hold it to that. */
import { expect } from "@jest/globals";
import { readFileSync } from "node:fs";

export interface Row {
  readonly id: string;
  readonly fault: string;
  readonly does: string;
  /** The sentences in quotation marks, which officers read. */
  readonly reads: readonly string[];
}

/** The rows of the page's table. */
export const documentedRows = (): readonly Row[] =>
  readFileSync("docs/faulty-partners.md", "utf8").split("\n").filter((line) => line.startsWith("| `")).map((line) => {
    const [id = "", fault = "", does = "", reads = ""] = line.split(" | ").map((cell) => cell.replace(/^\| |\s*\|$/g, ""));
    return { id: id.replaceAll("`", ""), fault, does, reads: [...reads.matchAll(/“([^”]*)”/g)].map(([, sentence = ""]) => sentence) };
  });

/** What differs from run to run, as the page shows it. */
const shown = (sentence: string): string => [
  /127\.0\.0\.1:\d+/g, /"[A-Za-z0-9+/]{43}="/g, /"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d [+\d]+"/g, /\(\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT\)/g, /\b\d+(?= times)/g, /\b\d+(?= s )/g, /\b\d+(?= bytes)/g, /\d{4}-\d\d-\d\d/g,
].reduce((text, variable) => text.replace(variable, "…"), sentence);

/** Holds sentences that were read against the page. */
export const documentation = (ids: readonly string[]) => {
  const rows = documentedRows().filter(({ id }) => ids.includes(id));
  const read = new Map<string, Set<string>>(ids.map((id) => [id, new Set()]));
  return {
    /** The officer reads exactly this, and the page says so. Variable parts stand as `…`. */
    reads: (id: string, got: string | undefined, expected: string): void => {
      expect(shown(got ?? "")).toBe(expected);
      read.get(id)?.add(expected);
      expect(rows.find((row) => row.id === id)?.reads).toContain(expected);
    },
    /** Every sentence that the page has of these partners was read. */
    everySentenceWasRead: (): void => expect(rows.map(({ id, reads }) => [id, reads])).toEqual(rows.map(({ id, reads }) => [id, reads.filter((sentence) => read.get(id)?.has(sentence))])),
  };
};
