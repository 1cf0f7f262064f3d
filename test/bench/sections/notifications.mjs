/** 10,000 notifications to 100 partners, with and without two that give trouble, with and without the past in the outbox. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import "../typescript.mjs";
import { createDatabase, dropDatabase } from "../dist.mjs";
import { freePort } from "../free-port.mjs";
import { cpuSeconds, start, stop } from "../machine.mjs";
import { program } from "../messages.mjs";
import { complaintsOf, enterInstitution, logLength, planNode, soon, startNode } from "../node-under-test.mjs";
import { shown, spread, table } from "../report.mjs";

const PARTNERS = 100;
const EACH = 100;
/** The first partner hangs, the second answers 503. */
const FAULTY = [[0, "hang"], [1, "503"]];
const OLD_ROWS = 500_000;
const ROUNDS = { quick: 1, full: 3 };
const PATIENCE_MS = 300_000;
/** Every kind of run is measured in every round. */
const RUNS = [
  { name: "98 partners", faulty: [], old: false },
  { name: "and 2 faulty ones", faulty: FAULTY, old: false },
  { name: "and 500,000 old rows", faulty: FAULTY, old: true },
];
const QUEUES = ["in process", "Redis"];

const partnerId = (number) => `partner-${number}.example`;

/** Redis on a port of its own, where there is one; said once where not. */
const openRedis = async (say) => {
  try {
    execFileSync("redis-server", ["--version"], { stdio: "ignore" });
  } catch {
    say("SKIPPED with Redis: install it (apt-get install redis-server).");
    return undefined;
  }
  const port = await freePort();
  const child = start("redis-server", ["--port", `${port}`, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--maxmemory-policy", "noeviction"], { stdio: "ignore" });
  return { url: `redis://127.0.0.1:${port}/0`, stop: () => stop(child) };
};

/** A registry whose catalogue lists all partners, each with an address of its own and the same key. */
const openRegistry = async ({ certificates, ports, keyDer }) => {
  const { apiEntry, catalogueXml, httpSecurity, parts } = await import("../../support/registry/catalogue-xml.ts");
  const fingerprint = createHash("sha256").update(keyDer).digest("hex");
  const xml = catalogueXml({
    hosts: ports.map((port, number) => ({
      heiIds: [partnerId(number)], serverKeys: [fingerprint],
      entries: [apiEntry("iia-cnr", "3.0.0", httpSecurity() + parts({ url: `https://127.0.0.1:${port}/cnr` }))],
    })),
    keys: [{ fingerprint, der: keyDer }],
  });
  const server = createServer({ cert: readFileSync(certificates.certFile), key: readFileSync(certificates.keyFile) }, (_, response) => response.writeHead(200, { etag: '"1"' }).end(xml));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `https://127.0.0.1:${server.address().port}/catalogue-v1.xml`, stop: () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())) };
};

/** A node on a database of its own, entered and stopped; with the past in its outbox if `old`. */
const enter = async ({ old, directory, network, serverUrl }) => {
  const name = `passerelle_bench_${old ? "old" : "new"}_${process.pid}`;
  const databaseUrl = await createDatabase(serverUrl, name);
  const plan = await planNode(`notifications-${old ? "old" : "new"}`, { directory, network, databaseUrl });
  const node = startNode(plan);
  const { clientKeyDer } = await enterInstitution(node);
  await node.stop();
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  if (old) await database.query(PAST, [network.ours.heiId, PARTNERS, OLD_ROWS]);
  await database.query("vacuum (analyze) outbox");
  return { plan, clientKeyDer, database, stop: () => database.end().then(() => dropDatabase(serverUrl, name)) };
};

/** Delivered within the last three weeks, so that nothing is cleared away meanwhile. */
const PAST = `insert into outbox (kind, hei_id, partner_hei_id, object_id, state, attempts, due_at, created_at, ended_at)
  select 'iia-cnr', $1, 'partner-' || (n % $2) || '.example', 'old-' || n, 'delivered', 1, at, at, at
  from generate_series(1, $3::int) n, lateral (select now() - interval '21 days' * (n::float8 / $3::int) as at) times`;

const NEWS = `insert into outbox (kind, hei_id, partner_hei_id, object_id, state, attempts, due_at, created_at)
  select 'iia-cnr', $1, 'partner-' || p || '.example', 'iia-' || n, 'waiting', 0, now(), now()
  from generate_series(1, $3::int) n, unnest($2::int[]) p order by n, p`;

const measure = async ({ quick, directory, say, network, postgres, rows, args }) => {
  const server = await postgres();
  if (!server) return [];
  const known = await network();
  const { certificates } = known;
  const partners = program("partners.mjs", undefined, { count: PARTNERS, cert: readFileSync(certificates.certFile), key: readFileSync(certificates.keyFile) });
  const open = [{ stop: async () => partners.child.disconnect() }];
  try {
    const { ports, keyDer } = await partners.begun;
    const registry = await openRegistry({ certificates, ports, keyDer });
    open.push(registry);
    const redis = rows.includes("Redis") ? await openRedis(say) : undefined;
    if (redis) open.push(redis);
    const nodes = new Map();
    for (const old of [false, true]) {
      const node = await enter({ old, directory, network: { ...known, catalogueUrl: registry.url }, serverUrl: server.url });
      open.push(node);
      nodes.set(old, node);
    }
    const figures = [];
    for (const queue of rows.filter((name) => name !== "Redis" || redis)) figures.push(await measureQueue(queue, { rounds: quick ? ROUNDS.quick : ROUNDS.full, nodes, partners, redis, say, args }));
    return figures;
  } finally {
    for (const one of open.reverse()) await one.stop();
  }
};

const measureQueue = async (queue, { rounds, nodes, partners, redis, say, args }) => {
  const measured = RUNS.map(({ name }) => ({ name, rounds: [] }));
  for (let round = 0; round < rounds; round++) {
    for (const [at, run] of RUNS.entries()) {
      const more = { DELIVERY_INLINE: "true", ...(queue === "Redis" ? { REDIS_URL: redis.url, REDIS_PREFIX: `bench-${at}-${round}` } : {}) };
      const figures = await drain(run, { node: nodes.get(run.old), partners, more, args });
      say(`notifications, ${queue}, ${run.name}: ${figures.perSecond.toFixed(0)}/s, ${figures.cpuMs.toFixed(2)} ms of processor time each, ${figures.twice} twice`);
      measured[at].rounds.push(figures);
    }
  }
  const ratio = (a, b, of) => spread(measured[a].rounds.map((round, at) => of(round) / of(measured[b].rounds[at])));
  const rate = ({ perSecond }) => perSecond;
  return {
    queue, runs: measured.map(({ name, rounds: all }) => ({ name, perSecond: spread(all.map(rate)), cpuMs: spread(all.map(({ cpuMs }) => cpuMs)), rounds: all })),
    faulty: ratio(1, 0, rate), old: ratio(2, 1, rate), faultyCpu: ratio(0, 1, ({ cpuMs }) => cpuMs), oldCpu: ratio(1, 2, ({ cpuMs }) => cpuMs),
  };
};

/** Enters the notifications while a node runs, and waits until every partner that answers has heard of all its objects. */
const drain = async ({ faulty }, { node: { plan, clientKeyDer, database }, partners, more, args }) => {
  await partners.ask({ kind: "expect", callerKeys: [clientKeyDer], faulty });
  const node = startNode(plan, { more, args });
  try {
    const from = logLength(plan);
    await soon("it delivers", node, async () => {
      if (!/"message":"(catalogue refreshed|ready)"/.test(readFileSync(plan.logFile).subarray(from).toString())) throw new Error("not ready");
    });
    await pause(1_000);
    const numbers = Array.from({ length: PARTNERS }, (_, number) => number).filter((number) => number > 1 || faulty.length > 0);
    const cpuFrom = cpuSeconds(node.child.pid);
    await database.query(NEWS, [plan.network.ours.heiId, numbers, EACH]);
    const expected = EACH * (PARTNERS - FAULTY.length);
    const until = performance.now() + PATIENCE_MS;
    let counted = { heard: 0 };
    while (counted.heard < expected) {
      if (performance.now() > until) throw new Error(`only ${counted.heard} of ${expected} notifications arrived: ${JSON.stringify(await complaintsOf(node, from))}`);
      await pause(100);
      counted = await partners.ask({ kind: "count" });
    }
    const cpuMs = ((cpuSeconds(node.child.pid) - cpuFrom) * 1000) / expected;
    return { perSecond: (expected / counted.ms) * 1000, cpuMs, twice: counted.twice };
  } finally {
    await node.stop();
    await database.query("delete from outbox where object_id like 'iia-%'");
    await database.query("vacuum (analyze) outbox");
  }
};

const FAULTY_SHARE = 0.8;
const OLD_SHARE = 0.9;

export const section = {
  key: "notifications",
  title: "10,000 notifications to 100 partners over TLS, each request verified and each answer signed; the rate at which the 98 that answer hear of theirs.\n" +
    "Faulty: one never answers, one answers 503. PostgreSQL with fsync; node, database and partners share the cores. Median (min..max) of interleaved rounds.",
  rows: QUEUES,
  measure,
  show: (figures) => [
    table(["queue", "outbox", "notifications/s", "CPU ms each"], figures.flatMap(({ queue, runs }) => runs.map(({ name, perSecond, cpuMs }) => [queue, name, shown(perSecond), shown(cpuMs, 2)]))),
    table(["queue", "with faulty partners / without", "by CPU time", "with old rows / without", "by CPU time"], figures.map(({ queue, faulty, faultyCpu, old, oldCpu }) => [queue, shown(faulty, 2), shown(faultyCpu, 2), shown(old, 2), shown(oldCpu, 2)])),
  ].join("\n\n"),
  targets: (figures) => figures.flatMap(({ queue, faulty, old }) => [
    { what: `${queue}: rate with two faulty partners / without`, target: `>= ${FAULTY_SHARE}`, measured: faulty.median.toFixed(2), met: faulty.median >= FAULTY_SHARE },
    { what: `${queue}: rate with 500,000 old rows / without`, target: `>= ${OLD_SHARE}`, measured: old.median.toFixed(2), met: old.median >= OLD_SHARE },
  ]),
};
