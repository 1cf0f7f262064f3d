/** Rows "signed GET iias get": rounds of ceiling and node in turn, so that both meet the same machine. */
import { createHash, createPrivateKey, createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { atRest, canPin, cpuSeconds, move, PLACES } from "./machine.mjs";
import { program } from "./messages.mjs";
import { complaintsOf, enterAgreements, firstServed, logLength, planNode, startNode } from "./node-under-test.mjs";
import { shown, spread } from "./report.mjs";

const CONNECTIONS = 32;

/** The most telling ones first: when time is up, the rest is left out. */
const ROWS = [
  { store: "PostgreSQL", place: "one", tls: false },
  { store: "PostgreSQL", place: "all", tls: false },
  { store: "embedded", place: "one", tls: false },
  { store: "embedded", place: "all", tls: false },
  { store: "PostgreSQL", place: "all", tls: true },
];

/** Measures every row that this machine allows; gives the rows and the nodes with their data, stopped. */
export const measureGets = async (context) => {
  const { postgres, say, size, until, only, args } = context;
  if (!canPin) say("SKIPPED on one core: needs taskset (util-linux) and a second core for the load generator.");
  const rows = ROWS.filter(({ store }) => postgres || store === "embedded").filter(({ place }) => canPin || place !== "one").filter((row) => nameOf(row).includes(only ?? ""));
  const nodes = new Map();
  const gets = [];
  for (const [at, row] of rows.entries()) {
    if (performance.now() > until) {
      say(`LEFT OUT, time is up: ${nameOf(row)}; on a quieter machine, or with --only "${nameOf(row)}".`);
      continue;
    }
    if (!nodes.has(row.store)) nodes.set(row.store, await enter(row.store, context));
    const share = (until - performance.now()) / (rows.length - at + 1);
    gets.push(await measureRow(row, nodes.get(row.store), { size, say, postgres, args, until: performance.now() + share }));
  }
  return { gets, nodes };
};

const nameOf = ({ store, place, tls }) => `${store}, ${place === "one" ? "1 core" : "all cores"}, TLS ${tls ? "on" : "off"}`;

/** A node that has its agreements, stopped. */
const enter = async (store, { directory, network, postgres, say }) => {
  say(`entering agreements (${store})`);
  const plan = await planNode(store.toLowerCase(), { directory, network, databaseUrl: store === "PostgreSQL" ? postgres.url : undefined });
  const node = startNode(plan);
  const data = await enterAgreements(node);
  await node.stop();
  const privateKey = createPrivateKey(network.callerKeyPem);
  const der = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  return { plan, data: { ...data, caller: { keyId: createHash("sha256").update(der).digest("hex"), privateKey } } };
};

const measureRow = async (row, { plan, data }, { size, say, postgres, args, until }) => {
  const place = PLACES[row.place];
  if (postgres?.pid !== undefined && canPin) move(postgres.pid, place.others);
  const node = startNode(plan, { tls: row.tls, place: place.server, args });
  const ceiling = program("ceiling.mjs", place.server, { cores: place.cores });
  await firstServed(node, data);
  // Until then it has refused, since it had no catalogue yet.
  const logFrom = logLength(node);
  const load = program("load.mjs", place.others, {
    address: node.address, host: node.host, tls: row.tls, ca: readFileSync(plan.network.certificates.caFile, "utf8"),
    callerKeyPem: plan.network.callerKeyPem, serverKeyDer: data.serverKeyDer, targets: data.targets, connections: CONNECTIONS,
  });
  try {
    await Promise.all([ceiling.begun, load.begun]);
    const rounds = await measureRounds({ row, node, ceiling, load, size, say, until });
    return { ...row, ...summaryOf(rounds), complaints: complaintsOf(node, logFrom) };
  } finally {
    ceiling.child.disconnect();
    await load.ask({ kind: "end" }).catch(() => undefined);
    load.child.disconnect();
    await node.stop();
  }
};

const measureRounds = async ({ row, node, ceiling, load, size, say, until }) => {
  const rounds = [];
  for (let number = 0; number <= size.rounds; number++) {
    if (number > 2 && performance.now() > until) break;
    // The first round warms up: compilers, caches, connections to the database. It is longer and does not count.
    const loadSeconds = number === 0 ? 2 * size.loadSeconds : size.loadSeconds;
    const most = await ceiling.ask({ kind: "measure", seconds: size.ceilingSeconds });
    await load.ask({ kind: "prepare", count: Math.ceil(most.perSecond * loadSeconds) });
    await atRest(node.child.pid);
    const before = cpuSeconds(node.child.pid);
    const served = await load.ask({ kind: "run", seconds: loadSeconds });
    const restFrom = performance.now();
    const after = await atRest(node.child.pid);
    const cpuMicros = after === undefined ? undefined : ((after - before) / served.answered) * 1e6;
    const round = { ceiling: most.perSecond, ceilingCpuMicros: most.cpuMicros, ...served, cpuMicros, restSeconds: (performance.now() - restFrom) / 1000 };
    say(`${nameOf(row)}: ${number === 0 ? "warm-up" : `round ${number}`}: ceiling ${round.ceiling.toFixed(0)}/s, served ${round.perSecond.toFixed(0)}/s, ${round.verified} answers verified`);
    if (number > 0) rounds.push(round);
  }
  return rounds;
};

const summaryOf = (rounds) => ({
  rounds,
  ratio: spread(rounds.map(({ perSecond, ceiling }) => perSecond / ceiling)),
  // Of the processor time that a request costs, work included that is put off until after the answer: holds on a busy machine too.
  cpuRatio: spread(rounds.map(({ ceilingCpuMicros, cpuMicros }) => cpuMicros && ceilingCpuMicros / cpuMicros)),
  perSecond: spread(rounds.map(({ perSecond }) => perSecond)),
  ceiling: spread(rounds.map(({ ceiling }) => ceiling)),
  cpuMicros: spread(rounds.map(({ cpuMicros }) => cpuMicros)),
  p50: spread(rounds.map(({ p50 }) => p50)),
  p99: spread(rounds.map(({ p99 }) => p99)),
});

export const GET_HEAD = ["store", "cores", "TLS", "ratio", "ratio by CPU time", "requests/s", "ceiling/s", "CPU µs/request", "p50 ms", "p99 ms", "warnings"];
export const getRow = ({ store, place, tls, complaints, ...figures }) => [
  store, place === "one" ? "1" : "all", tls ? "on" : "off", shown(figures.ratio, 2), shown(figures.cpuRatio, 2), shown(figures.perSecond), shown(figures.ceiling),
  shown(figures.cpuMicros), shown(figures.p50, 1), shown(figures.p99, 1), `${Object.values(complaints).reduce((sum, count) => sum + count, 0)}`,
];
