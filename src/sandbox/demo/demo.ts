import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { databaseName, type RunningNetwork, startNetwork, whenAnswering } from "../network/start.js";
import { findFreeBase } from "../processes/free-ports.js";
import { Supervisor } from "../processes/supervisor.js";
import type { SandboxPorts } from "../sandbox.js";
import { Side } from "../side.js";
import { portsOf } from "../network/plan.js";
import { Chaos } from "./chaos.js";
import { allDelivered } from "./deliveries.js";
import { type Ids, type Journey, planJourney, type Views } from "./journey.js";
import { perform } from "./perform.js";
import { STEPS } from "./steps.js";

export interface DemoOptions {
  /** Free ports are looked for when it is not given. */
  readonly portBase?: number | undefined;
  readonly redisUrl?: string | undefined;
  readonly databaseUrl?: string | undefined;
  /** How many times a random node is killed; 0 = never. */
  readonly kills: number;
  readonly seed: number;
}

export interface DemoPorts extends SandboxPorts {
  readonly dropDatabase: (serverUrl: string, name: string) => Promise<void>;
}

const HEIS = 2;
const FIRST_BASE = 20_000;
const SECONDS = 60;
/** With kills, a step also waits for nodes to come back, some of them from the middle of their start. */
const CHAOS_SECONDS = 180;

/** Runs the life of an agreement on a fresh network; throws with the reason when a step does not hold. Cleans up after itself. */
export const runDemo = async (options: DemoOptions, ports: DemoPorts): Promise<void> => {
  const { progress, program, untilStopped } = ports;
  const dataDir = mkdtempSync(join(tmpdir(), "passerelle-demo-"));
  const supervisor = new Supervisor({ program, report: progress.note });
  let network: RunningNetwork | undefined;
  void untilStopped(() => supervisor.stop());
  try {
    network = await startNetwork({ ...options, portBase: await freeBase(options.portBase), heis: HEIS, dataDir, extraManifests: [], faulty: [] }, { ...ports, supervisor });
    await performAll(network, options, { ...ports, supervisor });
  } catch (error) {
    progress.note(`Data and logs of this run are kept in ${dataDir}.`);
    throw error;
  } finally {
    await supervisor.stop();
    if (network) await dropDatabases(network, options, ports);
  }
  rmSync(dataDir, { recursive: true, force: true });
};

const performAll = async (network: RunningNetwork, { kills, seed }: DemoOptions, { progress, clock, supervisor }: DemoPorts & { readonly supervisor: Supervisor }): Promise<void> => {
  const journey = journeyOn(network, clock.now());
  const answering = async (name: string): Promise<void> => {
    const node = network.nodes.find((one) => one.name === name);
    if (node) await whenAnswering(node, network.certificates.caFile, supervisor);
  };
  const chaos = new Chaos({ kills, seed, nodes: network.nodes.map(({ name }) => name), answering }, supervisor);
  const seconds = kills > 0 ? CHAOS_SECONDS : SECONDS;
  progress.note(`\nA = ${journey.a.heiId}, B = ${journey.b.heiId}; the hashes are those of their copies.${kills > 0 ? ` A random node is killed ${kills} times (seed ${seed}).` : ""}`);
  let ids: Ids = {};
  for (const [at, step] of STEPS.entries()) {
    ids = (await progress.step(`${at + 1}/${STEPS.length} ${step.title}`, async () => {
      const [, first] = await Promise.all([chaos.during(at, STEPS.length), perform(step, journey, ids, seconds)]);
      // What held may only have held until the next kill: it has to hold after all of them.
      return kills > 0 ? perform({ ...step, run: async () => undefined }, journey, first.ids, seconds) : first;
    }, ({ views }) => hashesOf(views))).ids;
  }
  await progress.step("every delivery of both nodes was made", () => Promise.all([journey.a, journey.b].map((side) => allDelivered(side, seconds))), (counts) => `${counts.join(" + ")}`);
  progress.note(`\nAll ${STEPS.length} steps hold on both nodes${kills > 0 ? `, after ${chaos.kills} kills` : ""}.`);
};

const journeyOn = ({ nodes, id }: RunningNetwork, now: Date): Journey => {
  const [a, b] = nodes.map(({ institution, office }) => new Side(institution, office));
  if (!a || !b) throw new RangeError("The demo needs two nodes.");
  return planJourney(a, b, { key: id, year: now.getUTCFullYear() });
};

const SHOWN = 16;
const hashesOf = ({ a, b }: Views): string => [a && `A ${a.mine.hash.slice(0, SHOWN)}`, b && `B ${b.mine.hash.slice(0, SHOWN)}`].filter((part) => part !== undefined).join("  ");

const freeBase = async (given: number | undefined): Promise<number> => {
  const base = given ?? await findFreeBase(FIRST_BASE, (from) => portsOf(from, HEIS));
  if (base === undefined) throw new Error("There are no free ports; choose some with --port-base.");
  return base;
};

/** The demo's databases are of no use to anybody afterwards. */
const dropDatabases = async ({ id, nodes }: RunningNetwork, { databaseUrl }: DemoOptions, { dropDatabase }: DemoPorts): Promise<void> => {
  if (databaseUrl === undefined) return;
  await Promise.all(nodes.map((_, at) => dropDatabase(databaseUrl, databaseName(id, at + 1))));
};
