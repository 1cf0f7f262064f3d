/** `npm run bench [-- --quick] [--only TEXT] [--minutes N] [--cpu-prof DIR]`: what a node does beside what this machine can do, measured in the same run. */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { openContext } from "./context.mjs";
import { machineWords } from "./machine.mjs";
import { keepResults, targetTable } from "./results.mjs";
import { section as catalogue } from "./sections/catalogue.mjs";
import { section as incoming } from "./sections/incoming.mjs";
import { section as index } from "./sections/index.mjs";
import { section as notifications } from "./sections/notifications.mjs";
import { section as mobilities } from "./sections/mobilities.mjs";
import { section as memory } from "./sections/memory.mjs";
import { section as cnr } from "./sections/cnr.mjs";
import { section as signedGet } from "./sections/signed-get.mjs";
import { section as soak } from "./sections/soak.mjs";
import { section as start } from "./sections/start.mjs";

/**
 * In the order in which they run. A section is `{key, title, rows?, long?, measure, show, targets}`: `measure(context)` gives figures that
 * JSON can hold, `show(figures)` their text (Markdown), `targets(figures)` a list of `{what, target, measured, met}`. `rows` names what
 * `--only` can pick within it, by the names in `context.rows`; a `long` one runs only when it is picked.
 */
const SECTIONS = [signedGet, start, memory, catalogue, notifications, index, mobilities, incoming, cnr, soak];

const { values: options } = parseArgs({
  options: { quick: { type: "boolean" }, only: { type: "string" }, minutes: { type: "string" }, "cpu-prof": { type: "string" } },
});
const { only, quick = false, minutes = "60", "cpu-prof": profiles } = options;

/** The rows of a section to be measured: all, unless `--only` names some of them; none when it is not asked for. */
const rowsOf = ({ key, rows = [key], long = false }) => {
  if (only === undefined) return long ? [] : rows;
  return key.includes(only) ? rows : rows.filter((name) => name.includes(only));
};
const picked = SECTIONS.map((section) => ({ section, rows: rowsOf(section) })).filter(({ rows }) => rows.length > 0);
if (picked.length === 0) throw new Error(`--only ${only}: there is ${SECTIONS.map(({ key, rows = [] }) => [key, ...rows].join(", ")).join("; ")}`);

const machine = machineWords();
const context = openContext({ quick, minutes: Number(minutes), args: profiles === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${resolve(profiles)}`] });
const measured = [];
try {
  for (const { section, rows } of picked) {
    const figures = await section.measure({ ...context, rows });
    console.log(`\n${section.title}\n\n${section.show(figures)}`);
    measured.push({ section, rows, figures });
  }
} finally {
  await context.close();
}
console.log(`\n${targetTable(measured)}`);
const { cpu, cores, memoryGb, platform, node, openssl, loadBefore } = machine;
console.log(`\n${cpu}, ${cores} cores, ${memoryGb} GB, ${platform}; node ${node}, OpenSSL ${openssl}; load before: ${loadBefore}`);
if (loadBefore > cores / 4) console.log("Other work was running on this machine: only ratios of CPU time can be relied on, and they are on the low side.");
// Profiled nodes are slower, and some rows of a section are not the section: such runs are for looking.
if (profiles === undefined) keepResults(measured.filter(({ section, rows }) => rows.length === (section.rows ?? [section.key]).length), { machine, quick });
process.exit(process.exitCode);
