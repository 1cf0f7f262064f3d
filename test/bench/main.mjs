/** `npm run bench [-- --quick] [--only TEXT] [--cpu-prof DIR]`: ratios to what this machine can do at most, each measured beside its ceiling in the same run. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { machineWords } from "./machine.mjs";
import { openNetwork } from "./network.mjs";
import { openPostgres } from "./postgres.mjs";
import { GET_HEAD, getRow, measureGets } from "./signed-get.mjs";
import { measureStarts, START_HEAD, startRow } from "./start.mjs";
import { table } from "./report.mjs";

const RESULTS = new URL("../../bench-results.json", import.meta.url);
const FULL = { rounds: 5, ceilingSeconds: 0.7, loadSeconds: 2, starts: 5, budgetSeconds: 165 };
const QUICK = { rounds: 2, ceilingSeconds: 0.4, loadSeconds: 0.8, starts: 2, budgetSeconds: 33 };

const { values: options } = parseArgs({ options: { quick: { type: "boolean" }, only: { type: "string" }, "cpu-prof": { type: "string" } } });
const size = options.quick ? QUICK : FULL;
const until = performance.now() + size.budgetSeconds * 1000;
/** Where a profile of every node goes, for looking into; figures are then a little lower. */
const args = options["cpu-prof"] === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${resolve(options["cpu-prof"])}`];
const say = (line) => process.stderr.write(`${line}\n`);

const directory = mkdtempSync(join(tmpdir(), "passerelle-bench-"));
const open = [];
process.once("SIGINT", () => process.exit(130)).once("SIGTERM", () => process.exit(143));
process.once("exit", () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));

try {
  const machine = machineWords();
  const network = await openNetwork(directory);
  open.push(network);
  const postgres = await openPostgres();
  if (postgres) open.push(postgres);
  else say("SKIPPED on PostgreSQL: install it (apt-get install postgresql) or set PASSERELLE_TEST_DATABASE_URL=postgres://user:password@host/database.");
  const context = { directory, network, postgres, size, until, say, only: options.only, args };
  const { gets, nodes } = await measureGets(context);
  const starts = await measureStarts(context, nodes);
  report({ machine, gets, starts });
} finally {
  for (const one of open.reverse()) await one.stop();
}
process.exit(process.exitCode);

function report({ machine, gets, starts }) {
  const { cpu, cores, memoryGb, platform, node, openssl, loadBefore } = machine;
  console.log(`\n${cpu}, ${cores} cores, ${memoryGb} GB, ${platform}; node ${node}, OpenSSL ${openssl}; load before: ${loadBefore}`);
  console.log("\nSigned GET iias get: 2048-bit keys, request verified, answer signed, one agreement in its latest version, log and evidence on.\n" +
    "Ceiling: verify-and-sign pairs of node:crypto on the same cores. Median (min..max) of interleaved rounds.\n");
  console.log(table(GET_HEAD, gets.map(getRow)));
  if (loadBefore > cores / 4) console.log("\nOther work was running on this machine: only the ratio by CPU time can be relied on, and it is on the low side.");
  console.log("\nFrom the start of the process to the first signed request served.\n");
  console.log(table(START_HEAD, starts.map(startRow)));
  writeFileSync(RESULTS, `${JSON.stringify({ measuredAt: new Date().toISOString(), quick: options.quick ?? false, machine, signedGet: gets, start: starts }, null, 2)}\n`);
  console.log("\nWritten to bench-results.json.");
}
