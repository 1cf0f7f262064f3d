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
import { planJourney } from "./journey.js";
import { perform } from "./perform.js";
import type { Step } from "./step.js";
import { STEPS } from "./steps.js";
import { planStudent } from "./student/journey.js";
import { STUDENT_STEPS } from "./student/steps.js";

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

/** Runs the life of an agreement and the journey of a student on a fresh network; throws with the reason when a step does not hold. Cleans up after itself. */
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
  const [a, b] = network.nodes.map(({ institution, office }) => new Side(institution, office));
  if (!a || !b) throw new RangeError("The demo needs two nodes.");
  const answering = async (name: string): Promise<void> => {
    const node = network.nodes.find((one) => one.name === name);
    if (node) await whenAnswering(node, network.certificates.caFile, supervisor);
  };
  const chaos = new Chaos({ kills, seed, nodes: network.nodes.map(({ name }) => name), answering }, supervisor);
  const seconds = kills > 0 ? CHAOS_SECONDS : SECONDS;
  const stage: Stage = { progress, chaos, seconds, total: STEPS.length + STUDENT_STEPS.length };
  const plan = { key: network.id, year: clock.now().getUTCFullYear() };
  progress.note(`\nA = ${a.heiId}, B = ${b.heiId}; the hashes are those of the copies of the agreement.${kills > 0 ? ` A random node is killed ${kills} times (seed ${seed}).` : ""}`);
  progress.note("\nThe life of an agreement");
  await performStory(STEPS, planJourney(a, b, plan), { ...stage, from: 0 });
  progress.note("\nThe journey of a student of A to B");
  await performStory(STUDENT_STEPS, planStudent(a, b, plan), { ...stage, from: STEPS.length });
  await progress.step("every delivery of both nodes was made", () => Promise.all([a, b].map((side) => allDelivered(side, seconds))), (counts) => `${counts.join(" + ")}`);
  progress.note(`\nAll ${stage.total} steps hold on both nodes${kills > 0 ? `, after ${chaos.kills} kills` : ""}.`);
};

interface Stage extends Pick<DemoPorts, "progress"> {
  readonly chaos: Chaos;
  readonly seconds: number;
  /** Steps of all stories. */
  readonly total: number;
}

/** Performs steps that build on each other; `from` have been performed before. */
const performStory = async <Journey, Ids extends object>(steps: readonly Step<Journey, Partial<Ids>>[], journey: Journey, { progress, chaos, seconds, total, from }: Stage & { readonly from: number }): Promise<void> => {
  let ids: Partial<Ids> = {};
  for (const [at, step] of steps.entries()) {
    const number = from + at;
    ids = (await progress.step(`${number + 1}/${total} ${step.title}`, async () => {
      const [, first] = await Promise.all([chaos.during(number, total), perform(step, journey, ids, seconds)]);
      // What held may only have held until the next kill: it has to hold after all of them.
      return chaos.isOn ? perform({ ...step, run: async () => undefined }, journey, first.ids, seconds) : first;
    }, ({ says }) => says)).ids;
  }
};

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
