/** Signed `GET iias get`: rounds of ceiling and node in turn, so that both meet the same machine. */
import { atRest, canPin, cpuSeconds, familyCpuSeconds, move, PLACES } from "../machine.mjs";
import { program } from "../messages.mjs";
import { complaintsOf, firstServed, loadOn, logLength, startNode } from "../node-under-test.mjs";
import { shown, spread, table } from "../report.mjs";

const FULL = { rounds: 5, ceilingSeconds: 0.7, loadSeconds: 2, warmUp: 6_000, budgetSeconds: 140 };
const QUICK = { rounds: 2, ceilingSeconds: 0.4, loadSeconds: 0.8, warmUp: 2_000, budgetSeconds: 30 };
/** The warm-up ends when its requests are answered, on a machine that is not too busy for it. */
const WARM_UP_SECONDS = 60;

/** The most telling ones first: when time is up, the rest is left out. */
const ROWS = [
  { store: "PostgreSQL", place: "one", tls: false },
  { store: "PostgreSQL", place: "all", tls: false },
  { store: "embedded", place: "one", tls: false },
  { store: "embedded", place: "all", tls: false },
  { store: "PostgreSQL", place: "all", tls: true },
];

const nameOf = ({ store, place, tls }) => `${store}, ${place === "one" ? "1 core" : "all cores"}, TLS ${tls ? "on" : "off"}`;

/** Measures every row that is asked for and that this machine allows. */
const measure = async ({ quick, rows: names, say, postgres, entered, args }) => {
  const size = quick ? QUICK : FULL;
  if (!canPin) say("SKIPPED on one core: needs taskset (util-linux) and a second core for the load generator.");
  const server = await postgres();
  const rows = ROWS.filter((row) => names.includes(nameOf(row)) && (server || row.store === "embedded") && (canPin || row.place !== "one"));
  const until = performance.now() + size.budgetSeconds * 1000;
  const gets = [];
  for (const [at, row] of rows.entries()) {
    if (performance.now() > until) {
      say(`LEFT OUT, time is up: ${nameOf(row)}; on a quieter machine, or with --only "${nameOf(row)}".`);
      continue;
    }
    const node = await entered(row.store);
    const share = (until - performance.now()) / (rows.length - at);
    gets.push(await measureRow(row, node, { size, say, postgres: server, args, until: performance.now() + share }));
  }
  return gets;
};

const measureRow = async (row, { plan, data }, { size, say, postgres, args, until }) => {
  const place = PLACES[row.place];
  if (postgres?.pid !== undefined && canPin) move(postgres.pid, place.others);
  const node = startNode(plan, { tls: row.tls, place: place.server, args });
  const ceiling = program("ceiling.mjs", place.server, { cores: place.cores });
  await firstServed(node, data);
  // Until then it has refused, since it had no catalogue yet.
  const logFrom = logLength(node);
  const load = program("load.mjs", place.others, loadOn(node, data));
  try {
    await Promise.all([ceiling.begun, load.begun]);
    const rounds = await measureRounds({ row, node, ceiling, load, size, say, until, postgres });
    return { ...row, ...summaryOf(rounds), complaints: await complaintsOf(node, logFrom) };
  } finally {
    ceiling.child.disconnect();
    await load.ask({ kind: "end" }).catch(() => undefined);
    load.child.disconnect();
    await node.stop();
  }
};

const measureRounds = async ({ row, node, ceiling, load, size, say, until, postgres }) => {
  const rounds = [];
  for (let number = 0; number <= size.rounds; number++) {
    if (number > 2 && performance.now() > until) break;
    // The first round warms up: compilers, caches, connections to the database. It has a number of requests and does not count.
    const warmsUp = number === 0;
    const loadSeconds = warmsUp ? WARM_UP_SECONDS : size.loadSeconds;
    const most = await ceiling.ask({ kind: "measure", seconds: size.ceilingSeconds });
    await load.ask({ kind: "prepare", count: warmsUp ? size.warmUp : Math.ceil(most.perSecond * loadSeconds) });
    await atRest(node.child.pid);
    const before = cpuSeconds(node.child.pid);
    const databaseBefore = databaseSeconds(row, postgres);
    const served = await load.ask({ kind: "run", seconds: loadSeconds });
    const restFrom = performance.now();
    const after = await atRest(node.child.pid);
    const perRequest = (from, to) => (from === undefined || to === undefined ? undefined : ((to - from) / served.answered) * 1e6);
    const cpuMicros = perRequest(before, after);
    const databaseMicros = perRequest(databaseBefore, databaseSeconds(row, postgres));
    const loadMicros = perRequest(0, served.loadCpuSeconds);
    const round = { ceiling: most.perSecond, ceilingCpuMicros: most.cpuMicros, ...served, cpuMicros, databaseMicros, loadMicros, restSeconds: (performance.now() - restFrom) / 1000 };
    say(`${nameOf(row)}: ${number === 0 ? "warm-up" : `round ${number}`}: ceiling ${round.ceiling.toFixed(0)}/s, served ${round.perSecond.toFixed(0)}/s, ${round.verified} answers verified`);
    if (number > 0) rounds.push(round);
  }
  return rounds;
};

/** Processor time of the server so far; the embedded database is part of the node, and a server that runs elsewhere does not tell. */
const databaseSeconds = ({ store }, postgres) => (store === "PostgreSQL" && postgres?.pid !== undefined ? familyCpuSeconds(postgres.pid) : undefined);

const summaryOf = (rounds) => ({
  rounds,
  ratio: spread(rounds.map(({ perSecond, ceiling }) => perSecond / ceiling)),
  // Of the processor time that a request costs, work included that is put off until after the answer: holds on a busy machine too.
  cpuRatio: spread(rounds.map(({ ceilingCpuMicros, cpuMicros }) => cpuMicros && ceilingCpuMicros / cpuMicros)),
  perSecond: spread(rounds.map(({ perSecond }) => perSecond)),
  ceiling: spread(rounds.map(({ ceiling }) => ceiling)),
  cpuMicros: spread(rounds.map(({ cpuMicros }) => cpuMicros)),
  databaseMicros: spread(rounds.map(({ databaseMicros }) => databaseMicros)),
  loadMicros: spread(rounds.map(({ loadMicros }) => loadMicros)),
  p50: spread(rounds.map(({ p50 }) => p50)),
  p99: spread(rounds.map(({ p99 }) => p99)),
});

const HEAD = ["store", "cores", "TLS", "ratio", "ratio by CPU time", "requests/s", "ceiling/s", "CPU µs/request", "of PostgreSQL", "of the generator", "p50 ms", "p99 ms", "warnings"];
const cellsOf = ({ store, place, tls, complaints, ...figures }) => [
  store, place === "one" ? "1" : "all", tls ? "on" : "off", shown(figures.ratio, 2), shown(figures.cpuRatio, 2), shown(figures.perSecond), shown(figures.ceiling),
  shown(figures.cpuMicros), shown(figures.databaseMicros), shown(figures.loadMicros), shown(figures.p50, 1), shown(figures.p99, 1), `${Object.values(complaints).reduce((sum, count) => sum + count, 0)}`,
];

const RATIO = 0.7;
const TAIL = 6;

const targetsOf = (row) => {
  const tail = row.p99.median / row.p50.median;
  return [
    { what: `${nameOf(row)}: share of the ceiling`, target: `>= ${RATIO}`, measured: row.ratio.median.toFixed(2), met: row.ratio.median >= RATIO },
    { what: `${nameOf(row)}: p99 / median`, target: `< ${TAIL}`, measured: tail.toFixed(1), met: tail < TAIL },
  ];
};

export const section = {
  key: "signed-get",
  title: "Signed GET iias get: 2048-bit keys, request verified, answer signed, one agreement in its latest version, log and evidence on.\n" +
    "Ceiling: verify-and-sign pairs of node:crypto on the same cores. Median (min..max) of interleaved rounds. On all cores the node shares\n" +
    "them with PostgreSQL and the load generator, whose CPU time per request stands beside its own; the ceiling has them for itself.",
  rows: ROWS.map(nameOf),
  measure,
  show: (gets) => table(HEAD, gets.map(cellsOf)),
  // Issue 3 sets them for PostgreSQL; the embedded database is for trying out.
  targets: (gets) => gets.filter(({ store, tls }) => store === "PostgreSQL" && !tls).flatMap(targetsOf),
};
