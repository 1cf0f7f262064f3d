/** The catalogue of a node, in a process that does nothing else, and how long its main thread was kept from everything else. */
import { readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { createCatalogue, fetchInChild } from "./dist.mjs";
import { answering } from "./messages.mjs";

const PROCESS = new URL("../../dist/registry/fetch/child.js", import.meta.url);
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const delay = monitorEventLoopDelay({ resolution: 1 });
let catalogue;

/** Looks every millisecond; gives the longest time between two looks in which this process was working, not waiting for a core. */
const watchWork = () => {
  let [last, cpu, most] = [performance.now(), process.cpuUsage(), 0];
  const look = () => {
    const { user, system } = process.cpuUsage(cpu);
    most = Math.max(most, Math.min(performance.now() - last, (user + system) / 1000));
    [last, cpu] = [performance.now(), process.cpuUsage()];
    return most;
  };
  const timer = setInterval(look, 1);
  return { stop: () => (clearInterval(timer), look()) };
};

/** Longest time in ms for which the main thread was not free while `work` went on, and the longest that was its own doing. */
const blockedDuring = async (work) => {
  delay.reset();
  delay.enable();
  const watch = watchWork();
  const from = performance.now();
  const result = await work();
  const ms = performance.now() - from;
  delay.disable();
  return { result, ms, blockedMs: delay.max / 1e6, ownMs: watch.stop() };
};

answering(async ({ kind, url, directory, caFile, ms }) => {
  if (kind === "begin") {
    catalogue = createCatalogue({ url, directory, extraCa: readFileSync(caFile, "utf8") }, { clock: { now: () => new Date() }, logger: quiet, fetchCatalogue: fetchInChild(PROCESS) });
    return {};
  }
  if (kind === "idle") return { blockedMs: (await blockedDuring(() => pause(ms))).blockedMs };
  if (kind === "start") {
    const { ms: took } = await blockedDuring(() => catalogue.start());
    return { ms: took, hosts: catalogue.current()?.statistics.hosts };
  }
  const { result, ...times } = await blockedDuring(() => catalogue.refresh());
  return { ...times, outcome: result.outcome, reason: result.reason, statistics: result.statistics };
});
