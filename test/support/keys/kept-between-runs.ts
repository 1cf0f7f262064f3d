/** What is costly to make and good in every run: kept below node_modules, never in the repository. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const fileOf = (name: string): string => fileURLToPath(new URL(`../../../node_modules/.cache/passerelle/tests/${name}`, import.meta.url));

/** The text that was kept under this name. */
export const kept = (name: string): string | undefined => {
  try {
    return readFileSync(fileOf(name), "utf8");
  } catch {
    return undefined;
  }
};

/** Gives the text back. Of test files that keep one at the same time, the last one's stays; nobody sees half of it. */
export const keep = (name: string, text: string): string => {
  const file = fileOf(name);
  const draft = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file);
  return text;
};
