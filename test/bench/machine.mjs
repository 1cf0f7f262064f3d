/** The machine that figures come from: its words, its cores, the processor time of a process. */
import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";

export const CORES = availableParallelism();

/** What a reader has to know of the machine, and how busy others kept it when the bench began. */
export const machineWords = () => ({
  cpu: cpus()[0]?.model.trim() ?? "unknown",
  cores: CORES,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  platform: `${process.platform} ${process.arch}`,
  node: process.version,
  openssl: process.versions.openssl,
  loadBefore: Number((loadavg()[0] ?? 0).toFixed(2)),
});

/** Whether processes can be kept on chosen cores: `taskset` of util-linux, and more than one core. */
export const canPin = CORES > 1 && spawnSync("taskset", ["-V"], { stdio: "ignore" }).status === 0;

/** Where the processes of a row run; undefined leaves them to the scheduler. */
export const PLACES = {
  one: { cores: 1, server: "0", others: CORES > 2 ? `1-${CORES - 1}` : "1" },
  all: { cores: CORES, server: undefined, others: undefined },
};

const ours = new Set();

/** A child process of this bench, on the cores `place` if given. It never outlives this process. */
export const start = (command, args, { place, ...options } = {}) => {
  const [file, given] = place === undefined ? [command, args] : ["taskset", ["-c", place, command, ...args]];
  const child = spawn(file, given, options);
  ours.add(child);
  child.ended = new Promise((resolve) => child.once("exit", (code, signal) => {
    ours.delete(child);
    resolve(signal ?? code);
  }));
  return child;
};

/** Ends a child in order, or by force after ten seconds. */
export const stop = async (child, signal = "SIGTERM") => {
  child.kill(signal);
  const force = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await child.ended;
  clearTimeout(force);
};

process.once("exit", () => ours.forEach((child) => child.kill("SIGKILL")));

/** Keeps a running process and its children on these cores; undefined lets them run on all. */
export const move = (pid, place = `0-${CORES - 1}`) => {
  for (const one of [pid, ...childrenOf(pid)]) spawnSync("taskset", ["-a", "-p", "-c", place, `${one}`], { stdio: "ignore" });
};

const childrenOf = (pid) => {
  const parent = (other) => {
    try {
      return Number(afterName(other)[1]);
    } catch {
      return undefined; // It ended meanwhile.
    }
  };
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name) && parent(name) === pid).map(Number);
};

/** Fields of /proc/PID/stat after the name, which may hold spaces. */
const afterName = (pid) => readFileSync(`/proc/${pid}/stat`, "latin1").replace(/^.*\) /s, "").split(" ");

const TICKS_PER_SECOND = 100;

/** Seconds of processor time that a process has used, all its threads together; undefined where /proc does not tell. */
export const cpuSeconds = (pid) => (process.platform === "linux" ? (Number(afterName(pid)[11]) + Number(afterName(pid)[12])) / TICKS_PER_SECOND : undefined);

/** The same of a process with all its children, such as a PostgreSQL server with its connections. */
export const familyCpuSeconds = (pid) => (process.platform === "linux" ? [pid, ...childrenOf(pid)].reduce((sum, one) => sum + cpuSeconds(one), 0) : undefined);

/** Resolves with the processor time once a process has come to rest (work that was put off is done), or after `patienceMs`. */
export const atRest = async (pid, patienceMs = 6_000) => {
  const until = performance.now() + patienceMs;
  let before = cpuSeconds(pid);
  while (performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 150));
    const now = cpuSeconds(pid);
    if (now === undefined || now - before <= 0.01) return now;
    before = now;
  }
  return before;
};
