import { rmSync } from "node:fs";
import { guide } from "./guide.js";
import { writeReadyFile } from "./network/ready-file.js";
import { type NetworkOptions, type NetworkPorts, type RunningNetwork, startNetwork } from "./network/start.js";
import { markSamples } from "./network/state.js";
import { Supervisor } from "./processes/supervisor.js";
import { enterAccounts } from "./samples/accounts.js";
import { seedSamples } from "./samples/seed.js";

export interface SandboxOptions extends NetworkOptions {
  readonly samples: boolean;
  readonly readyFile?: string | undefined;
}

/** What the sandbox needs of the process that it runs in. */
export interface SandboxPorts extends Omit<NetworkPorts, "supervisor"> {
  /** This program, to start its other commands with. */
  readonly program: readonly [executable: string, ...args: string[]];
  /** Runs `stop` when this process is asked to end; resolves after it. */
  readonly untilStopped: (stop: () => Promise<void>) => Promise<void>;
}

/** Starts the local network, writes the ready file, tells what to try first, and stays until it is asked to end. */
export const runSandbox = async (options: SandboxOptions, ports: SandboxPorts): Promise<void> => {
  const { progress, program, untilStopped } = ports;
  const { readyFile } = options;
  if (readyFile !== undefined) rmSync(readyFile, { force: true });
  let network: RunningNetwork | undefined;
  const supervisor: Supervisor = new Supervisor({
    program,
    report: progress.note,
    onRestart: () => network && readyFile !== undefined && writeReadyFile(readyFile, network, supervisor),
  });
  const stopped = untilStopped(() => supervisor.stop());
  try {
    const running = await startNetwork(options, { ...ports, supervisor });
    await progress.step("people who can sign in at each office", () => Promise.all(running.nodes.map((node) => enterAccounts(node, running.password))));
    if (options.samples) await enterSamples(running, options, ports);
    network = running;
    if (readyFile !== undefined) writeReadyFile(readyFile, running, supervisor);
    progress.note(guide(running, options.dataDir));
  } catch (error) {
    if (!supervisor.isStopping) {
      await supervisor.stop();
      throw error;
    }
  }
  await stopped;
  // It would tell of processes that are gone.
  if (readyFile !== undefined) rmSync(readyFile, { force: true });
};

/** Once per data directory, and marked first: samples that were interrupted are not entered a second time. */
const enterSamples = async ({ nodes, samples }: RunningNetwork, { dataDir }: SandboxOptions, { progress, clock }: SandboxPorts): Promise<void> => {
  if (samples === "begun") progress.note(`The sample data is incomplete, because entering it was interrupted. To have it all, delete ${dataDir} and start again.`);
  if (samples !== "none") return;
  markSamples(dataDir, "begun");
  await progress.step("sample data through the REST API", () => seedSamples(nodes, clock.now()), ({ agreements, students }) => `units, factsheets, courses, ${agreements} agreements and ${students} students in different states`);
  markSamples(dataDir, "complete");
};
