import type { Writable } from "node:stream";

const MARKS: Readonly<Record<string, string>> = { debug: "·", info: " ", warn: "!", error: "✗" };

/** A destination for JSON log lines that writes them for people: `14:03:27 ! message  fact=value`. */
export const prettyLines = (to: Writable): { write(lines: string): void } => ({
  write(lines) {
    to.write(lines.trimEnd().split("\n").map(pretty).join(""));
  },
});

const pretty = (line: string): string => {
  const { level, time, message, ...facts } = JSON.parse(line) as { level: string; time: string; message?: string } & Record<string, unknown>;
  const told = Object.entries(facts).map(([name, value]) => `  ${name}=${typeof value === "string" ? value : JSON.stringify(value)}`).join("");
  return `${time.slice(11, 19)} ${MARKS[level] ?? "?"} ${message ?? ""}${told}\n`;
};
