/** A registry and two nodes; on servers each node is a `serve` that delivers nothing and a `worker` that delivers. */
import { mkdirSync, writeFileSync, appendFileSync } from "node:fs";
import { join } from "node:path";
import { Redis } from "ioredis";
import pg from "pg";
import { mountSmallDisk } from "./disk.mjs";
import { createDatabase, findFreeBase, MAIN, nodeProcess, portsOf, Side, startNetwork, Supervisor, whenAnswering } from "./dist.mjs";
import { startPostgres, startRedis } from "./servers.mjs";

const DISK_MB = { servers: 400, embedded: 260 };
/** Short, so that what a dead process held is soon free again. */
const SETTINGS = { PASSERELLE_DELIVERY_LEASE_SECONDS: "3", PASSERELLE_CONNECT_SECONDS: "3", PASSERELLE_HEADERS_SECONDS: "5", PASSERELLE_BODY_SECONDS: "10" };
/** The periodic look-ups would find what a lost notification has hidden: here they come too late for that. */
const NO_LOOK_UPS = { PASSERELLE_PULL_MINUTES: "600", PASSERELLE_SWEEP_HOURS: "240", PASSERELLE_SURVEY_PER_MINUTE: "0.001" };
const others = () => Object.fromEntries(Object.entries(process.env).filter(([variable]) => !variable.startsWith("PASSERELLE_")));

class StrictSupervisor extends Supervisor {
  start(spec) {
    return super.start({ ...spec, env: { ...spec.env, ...NO_LOOK_UPS } });
  }
}

/** Everything of one run, on free ports from `portBase` on; `given` may name servers, which are then neither killed nor emptied. `say` hears a line per step. */
export const openCrashNetwork = async ({ directory, embedded, given = {}, portBase: from, say }) => {
  mkdirSync(join(directory, "logs"), { recursive: true });
  const log = (name) => join(directory, "logs", `${name}.log`);
  const dataDir = join(directory, "network");
  const notes = log("supervisor");
  const supervisor = new StrictSupervisor({ program: [process.execPath, MAIN], report: (line) => appendFileSync(notes, `${new Date().toISOString()} ${line}\n`) });
  const disk = given.databaseUrl === undefined ? mountSmallDisk(join(embedded ? join(dataDir, "node-1") : join(directory, "pg")), embedded ? DISK_MB.embedded : DISK_MB.servers, say) : undefined;
  const servers = embedded ? {} : await openServers({ directory, log, given });
  const environment = { ...others(), ...SETTINGS, NODE_OPTIONS: `--import=${new URL("shifted-clock.mjs", import.meta.url).href}`, ...(embedded ? {} : { PASSERELLE_DELIVERY_INLINE: "false" }) };
  const portBase = await findFreeBase(from, (base) => portsOf(base, 2));
  const urls = { databaseUrl: servers.postgres?.url ?? given.databaseUrl, redisUrl: servers.redis?.url ?? given.redisUrl };
  const stop = async () => {
    await supervisor.stop();
    for (const { server } of Object.values(servers)) await server.end("SIGKILL", "down");
    disk?.unmount();
  };
  try {
    const progress = { step: (_, run) => run(), note: () => undefined };
    const network = await startNetwork({ portBase, dataDir, heis: 2, ...urls, extraManifests: [], faulty: [] }, { clock: { now: () => new Date() }, progress, supervisor, environment, createDatabase });
    if (!embedded) startWorkers({ network, dataDir, portBase, environment, supervisor, urls });
    return { mode: embedded ? "embedded" : "servers", supervisor, servers, disk, stop, ...controls({ network, supervisor, dataDir, urls }) };
  } catch (error) {
    await stop();
    throw error;
  }
};

const openServers = async ({ directory, log, given }) => {
  mkdirSync(join(directory, "pg"), { recursive: true });
  return {
    ...(given.databaseUrl === undefined ? { postgres: await startPostgres(join(directory, "pg"), log("postgres")) } : {}),
    ...(given.redisUrl === undefined ? { redis: await startRedis(join(directory, "redis"), log("redis")) } : {}),
  };
};

/** Each node's worker has the node's own environment. */
const startWorkers = ({ network, dataDir, portBase, environment, supervisor, urls }) => {
  const around = { id: network.id, dataDir, portBase, catalogueUrl: network.catalogueUrl, certificates: network.certificates, environment, redisUrl: urls.redisUrl };
  network.nodes.forEach((node, at) => {
    const url = new URL(urls.databaseUrl);
    url.pathname = `/passerelle_sandbox_${network.id}_${at + 1}`;
    const spec = nodeProcess(node, url.href, around);
    supervisor.start({ ...spec, name: `${node.name}-worker`, args: ["worker"], logFile: spec.logFile.replace(/\.log$/, "-worker.log") });
  });
};

/** What faults and rounds do to the network. `side` is "a" or "b". */
const controls = ({ network, supervisor, dataDir, urls }) => {
  const nodes = { a: network.nodes[0], b: network.nodes[1] };
  return {
    id: network.id,
    sides: Object.fromEntries(Object.entries(nodes).map(([side, { institution, office }]) => [side, new Side(institution, office)])),
    databases: urls.databaseUrl === undefined ? [] : network.nodes.map((_, at) => Object.assign(new URL(urls.databaseUrl), { pathname: `/passerelle_sandbox_${network.id}_${at + 1}` }).href),
    crash: (side, role = "serve") => supervisor.crash(nameOf(nodes[side], role)),
    signal: (side, role, signal) => process.kill(supervisor.pid(nameOf(nodes[side], role)), signal),
    shiftClock: (side, milliseconds) => writeFileSync(join(dataDir, `clock-shift-${nodes[side].name}`), `${milliseconds}`),
    answering: () => Promise.all(network.nodes.map((node) => whenAnswering(node, network.certificates.caFile, supervisor))),
    sql: async (url, statement) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        return (await client.query(statement)).rows;
      } finally {
        await client.end();
      }
    },
    redis: async (command) => {
      const client = new Redis(urls.redisUrl, { maxRetriesPerRequest: 1 });
      client.on("error", () => undefined);
      try {
        return await client.call(command);
      } finally {
        client.disconnect();
      }
    },
  };
};

const nameOf = ({ name }, role) => (role === "worker" ? `${name}-worker` : name);
