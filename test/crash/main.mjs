/**
 * `npm run crash [-- --rounds 200] [--seed N] [--only FAULT,FAULT] [--short] [--embedded] [--database-url URL] [--redis-url URL]`: rounds of an
 * agreement's life or a student's journey between two nodes, each with a fault in the middle. Exit status 1 when anything is lost, doubled or stuck.
 */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { FAULTS } from "./faults.mjs";
import { performRound, planRound } from "./journey.mjs";
import { openCrashNetwork } from "./network.mjs";
import { createRandom } from "./random.mjs";
import { summaryOf, tableOf } from "./report.mjs";
import { verifyRound } from "./verify/round.mjs";

/** Apart, since a killed node gives its ports back for a moment. */
const PORT_BASES = { servers: 24_000, embedded: 28_000 };
const RESULTS = new URL("../../crash-results.json", import.meta.url);
/** Of the rounds that are not asked for in one mode, the share that runs on the embedded database. */
const EMBEDDED_SHARE = 0.25;
const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "200" }, seed: { type: "string", default: "1" }, only: { type: "string" },
    short: { type: "boolean" }, embedded: { type: "boolean" }, "database-url": { type: "string" }, "redis-url": { type: "string" },
  },
});
const seed = Number(options.seed);
const total = Number(options.rounds);
if (!Number.isSafeInteger(total) || total < 1 || !Number.isSafeInteger(seed)) throw new RangeError("--rounds and --seed are whole numbers.");
const wanted = options.only?.split(",").map((name) => name.trim());
for (const name of wanted ?? []) if (!FAULTS.some((fault) => fault.name === name)) throw new RangeError(`There is no fault "${name}"; there are: ${FAULTS.map((fault) => fault.name).join(", ")}.`);

const directory = mkdtempSync(join(tmpdir(), "passerelle-crash-"));
// PostgreSQL runs as a user of its own and has to come through.
chmodSync(directory, 0o711);
const say = (line) => console.log(line);
const rounds = [];
const networks = new Set();
let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => {
  stopping = true;
  void Promise.allSettled([...networks].map((network) => network.stop())).finally(() => process.exit(130));
});

const asked = FAULTS.filter(({ name, onlyWhenAsked }) => wanted?.includes(name) ?? !onlyWhenAsked);
const onServersOnly = options["database-url"] !== undefined || total < 4 || asked.every(({ modes }) => !modes.includes("embedded"));
/** In few rounds each fault happens once: on the embedded database if it can, since on servers there are enough others. */
const eachOnce = options.short && !options.embedded && !onServersOnly;
const faultsOf = (mode) => asked.filter(({ modes }) => modes.includes(mode) && !(eachOnce && mode === "servers" && modes.includes("embedded")));
const embeddedShare = eachOnce ? faultsOf("embedded").length / asked.length : EMBEDDED_SHARE;
const servers = options.embedded ? 0 : onServersOnly ? total : total - Math.round(total * embeddedShare);
say(`${total} rounds, seed ${seed}; logs in ${directory}`);
await Promise.all([runMode("servers", servers), runMode("embedded", total - servers)]);
finish();

/** `count` rounds on one network; both modes run side by side. After a violation neither begins another round. */
async function runMode(mode, count) {
  if (count === 0 || stopping) return;
  const given = { databaseUrl: options["database-url"], redisUrl: options["redis-url"] };
  const network = await openCrashNetwork({ directory: join(directory, mode), embedded: mode === "embedded", given: mode === "embedded" ? {} : given, portBase: PORT_BASES[mode], say });
  networks.add(network);
  const random = createRandom(seed + (mode === "embedded" ? 1 : 0));
  const possible = faultsOf(mode).filter(({ needs }) => needs === undefined || network[needs] !== undefined || network.servers[needs] !== undefined);
  let waiting = [];
  for (let number = 1; number <= count && !stopping; number++) {
    if (waiting.length === 0) waiting = random.shuffled(possible);
    const fault = waiting.pop();
    if (fault === undefined) break;
    if (rounds.some(({ violation }) => violation !== undefined)) break;
    rounds.push(await runRound(network, { fault, number, random }));
  }
  networks.delete(network);
  await network.stop();
}

async function runRound(network, { fault, number, random }) {
  const plan = planRound(network, { number, short: options.short }, random);
  const begun = performance.now();
  const facts = { mode: network.mode, round: number, fault: fault.name, story: plan.story, step: plan.steps[plan.at].title };
  const where = `${network.mode} ${number}: ${fault.name} during "${facts.step}" (${plan.story})`;
  try {
    const { ids, recovered } = await performRound(plan, () => fault.run(network, random));
    await network.answering();
    await verifyRound(network, plan, ids);
    const took = (performance.now() - begun) / 1000;
    say(`ok   ${where}: recovered after ${recovered.toFixed(1)} s, ${took.toFixed(1)} s in all`);
    return { ...facts, recovered, took };
  } catch (error) {
    if (!stopping) say(`FAIL ${where}\n     expectation: ${error.message}\n     seed ${seed}; fault: ${fault.about}\n     logs: ${directory}`);
    return { ...facts, violation: error.message };
  }
}

function finish() {
  const failed = rounds.some(({ violation }) => violation !== undefined);
  const summary = summaryOf(rounds);
  say(`\n${tableOf(summary)}\n\n${rounds.length} rounds, ${rounds.filter(({ violation }) => violation !== undefined).length} failures`);
  writeFileSync(RESULTS, `${JSON.stringify({ at: new Date().toISOString(), seed, summary, rounds }, null, 2)}\n`);
  if (!failed) rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  process.exit(failed || rounds.length === 0 ? 1 : 0);
}
