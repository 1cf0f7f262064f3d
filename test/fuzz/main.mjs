/** `npm run fuzz [-- --cases 1000000] [--seed 1] [--only requests|answers] [--from NUMBER] [--case NUMBER] [--processes N]`: as many bent requests and answers as wanted, a process per core. */
import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "1000000" }, seed: { type: "string", default: "1" }, only: { type: "string" }, from: { type: "string", default: "0" },
    case: { type: "string" }, processes: { type: "string", default: String(availableParallelism()) },
  },
});
/** Requests are cheaper to try than answers, and strangers can send them. */
const SHARES = values.only === undefined ? { requests: 0.7, answers: 0.3 } : { [values.only]: 1 };
const only = values.case === undefined ? undefined : Number(values.case);
const processes = only === undefined ? Number(values.processes) : 1;

/** The numbers that one process tries, part by part. */
const rangesOf = (at) => Object.entries(SHARES).map(([part, share]) => {
  if (only !== undefined) return { part, from: only, to: only + 1 };
  const first = Number(values.from);
  const last = Math.round(Number(values.cases) * share);
  const border = (number) => Math.round(first + ((last - first) * number) / processes);
  return { part, from: border(at), to: border(at + 1) };
});

/** Resolves with what the process found, or with its end as one more violation. */
const runProcess = (at) => new Promise((resolve) => {
  const child = fork(fileURLToPath(new URL("cases.ts", import.meta.url)), [JSON.stringify({ seed: Number(values.seed), ranges: rangesOf(at) })], {
    execArgv: ["--import", new URL("../support/typescript-modules.mjs", import.meta.url).href, ...(only === undefined ? [] : ["--enable-source-maps"])],
  });
  let tried = 0;
  let found = 0;
  child.on("message", ({ part, line, outcome, cases }) => {
    if (line !== undefined) return console.log(`process ${at + 1}, ${part}: ${line}`);
    tried += cases;
    found += outcome.violations.length;
    for (const { number, what } of outcome.violations) console.log(`VIOLATION process ${at + 1}, ${part} ${number}: ${what}`);
    console.log(`process ${at + 1}, ${part}: ${cases} cases, ${outcome.violations.length} violations; slowest ${part} ${outcome.slowest.number}: ${Math.round(outcome.slowest.ms)} ms`);
  });
  child.once("exit", (code, signal) => {
    if (code !== 0) console.log(`VIOLATION process ${at + 1} ended with ${signal ?? code}`);
    resolve({ tried, found: found + (code === 0 ? 0 : 1) });
  });
});

const begun = performance.now();
const results = await Promise.all(Array.from({ length: processes }, (_, at) => runProcess(at)));
const sum = (name) => results.reduce((total, each) => total + each[name], 0);
const seconds = (performance.now() - begun) / 1000;
console.log(`${sum("tried")} cases with seed ${values.seed} in ${Math.round(seconds)} s (${Math.round(sum("tried") / seconds)} a second), ${sum("found")} violations`);
process.exitCode = sum("found") === 0 ? 0 : 1;
