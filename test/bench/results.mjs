/** Figures kept in bench-results.json, and the targets met. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { table } from "./report.mjs";

const RESULTS = new URL("../../bench-results.json", import.meta.url);

export const targetTable = (measured) => table(["section", "what", "target", "measured", "met"], measured.flatMap(({ section, figures }) =>
  section.targets(figures).map(({ what, target, measured: found, met }) => [section.key, what, `${target}`, `${found}`, met ? "yes" : "NO"])));

/** Sections that were not measured this time keep their figures, each with the moment and the machine it was measured on. */
export const keepResults = (measured, { machine, quick }) => {
  if (measured.length === 0) return;
  const before = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, "utf8")).sections ?? {} : {};
  const measuredAt = new Date().toISOString();
  const now = Object.fromEntries(measured.map(({ section, figures }) => [section.key, { measuredAt, quick, machine, figures, targets: section.targets(figures) }]));
  writeFileSync(RESULTS, `${JSON.stringify({ sections: { ...before, ...now } }, null, 2)}\n`);
  console.log("\nWritten to bench-results.json.");
};
