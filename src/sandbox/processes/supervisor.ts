import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { GaveUp } from "./wait-until.js";

/** A process to run: this program with other arguments. */
export interface ProcessSpec {
  readonly name: string;
  readonly args: readonly string[];
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Where its output goes, added to what is there. */
  readonly logFile: string;
}

export interface SupervisorOptions {
  /** The program, e.g. `[process.execPath, "dist/main.js"]`. */
  readonly program: readonly [executable: string, ...args: string[]];
  /** Told in words when a process died and was started again. */
  readonly report: (line: string) => void;
  /** Told of every process that was started again. */
  readonly onRestart?: (name: string, pid: number) => void;
}

const PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 10_000;
/** A process that lived this long was well: its next death is a new story. */
const HEALTHY_MS = 10_000;
const PATIENCE_MS = 30_000;

interface Running {
  readonly spec: ProcessSpec;
  child: ChildProcess;
  exited: Promise<void>;
  startedAt: number;
  deaths: number;
}

/**
 * Runs processes and ends them. One that dies although nobody asked is started again after a short pause; that begins with
 * `keepAlive`, so that a process that cannot even start is reported instead. Each child holds a channel to this process and ends
 * when the channel does, so a supervisor that is killed takes all with it.
 */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #running = new Map<string, Running>();
  #restarts = false;
  #stopping: Promise<void> | undefined;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  get isStopping(): boolean {
    return this.#stopping !== undefined;
  }

  /** From now on the dead are started again. */
  keepAlive(): void {
    this.#restarts = true;
  }

  /** Starts a process and gives its pid. */
  start(spec: ProcessSpec): number {
    if (this.#stopping) throw new Error(`${spec.name} is not started: everything is being stopped.`);
    mkdirSync(dirname(spec.logFile), { recursive: true });
    const running: Running = { spec, deaths: 0, ...this.#spawn(spec) };
    this.#running.set(spec.name, running);
    this.#watch(running);
    return running.child.pid ?? 0;
  }

  pid(name: string): number {
    return this.#running.get(name)?.child.pid ?? 0;
  }

  /** Throws `GaveUp`, with the end of its output, when the process ended and will not be started again. */
  assertRuns(name: string): void {
    const running = this.#running.get(name);
    if (running && running.child.exitCode === null && running.child.signalCode === null) return;
    if (this.#stopping) throw new GaveUp("Everything is being stopped.");
    if (running && this.#restarts) return;
    const { exitCode, signalCode } = running?.child ?? {};
    throw new GaveUp(`${name} ended with ${signalCode ?? `status ${exitCode ?? "unknown"}`}. Its last words (${running?.spec.logFile ?? "no log"}):\n${lastLines(running?.spec.logFile)}`);
  }

  /** Kills a process without warning, as a crash would; resolves when it is gone. */
  async crash(name: string): Promise<void> {
    const running = this.#running.get(name);
    if (!running) return;
    const { exited } = running;
    running.child.kill("SIGKILL");
    await exited;
    // Not its own fault: no longer pause before the next start.
    running.deaths = 0;
  }

  /** Ends everything that was started, the last one first; kills what does not end within 30 seconds. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    const all = [...this.#running.values()].reverse();
    for (const { child } of all) child.kill("SIGTERM");
    const hard = setTimeout(() => all.forEach(({ child }) => child.kill("SIGKILL")), PATIENCE_MS);
    await Promise.all(all.map(({ exited }) => exited));
    clearTimeout(hard);
  }

  #spawn(spec: ProcessSpec): Pick<Running, "child" | "exited" | "startedAt"> {
    const [executable, ...first] = this.#options.program;
    const log = openSync(spec.logFile, "a");
    // A process group of its own: Ctrl-C in the terminal reaches the supervisor alone, which then ends all in order.
    const child = spawn(executable, [...first, ...spec.args], { env: spec.env, stdio: ["ignore", log, log, "ipc"], detached: true });
    closeSync(log);
    const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()).once("error", () => resolve()));
    return { child, exited, startedAt: performance.now() };
  }

  #watch(running: Running): void {
    void running.exited.then(() => this.#restart(running));
  }

  async #restart(running: Running): Promise<void> {
    if (this.#stopping || !this.#restarts) return;
    const { name } = running.spec;
    const { signalCode, exitCode } = running.child;
    running.deaths = performance.now() - running.startedAt > HEALTHY_MS ? 1 : running.deaths + 1;
    await pause(Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** Math.max(0, running.deaths - 4)));
    if (this.#stopping) return;
    Object.assign(running, this.#spawn(running.spec));
    this.#watch(running);
    const pid = running.child.pid ?? 0;
    this.#options.report(`${name} ended with ${signalCode ?? `status ${exitCode}`} and was started again (pid ${pid}).`);
    this.#options.onRestart?.(name, pid);
  }
}

const lastLines = (logFile: string | undefined): string => {
  if (logFile === undefined) return "";
  return readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-12).map((line) => `  | ${line}`).join("\n");
};
