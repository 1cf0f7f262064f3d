/** Refresh of a catalogue of the size of the real one, beside what it takes merely to read it. */
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { cpuMsWithChildren, residentMb, watchMemory } from "../memory.mjs";
import { program } from "../messages.mjs";
import { shown, spread, table } from "../report.mjs";
import { openRegistry, writeCatalogues } from "../synthetic-registry.mjs";

const ROUNDS = { quick: 2, full: 5 };
const CODINGS = ["gzip", "identity"];
/** The catalogue grows by a host between two refreshes, so that each has something to take. */
const VERSIONS = 3;
const REST_MS = 1_500;

const measure = async ({ quick, directory, say, network }) => {
  const files = await writeCatalogues(directory, VERSIONS);
  const { certificates } = await network();
  const registry = await openRegistry(certificates);
  const rounds = [];
  try {
    for (let number = 0; number < (quick ? ROUNDS.quick : ROUNDS.full); number++) {
      for (const coding of CODINGS) {
        const read = await merelyRead(files[0].identity);
        const round = { coding, read, ...(await measureNode({ registry, files, coding, directory, certificates })) };
        rounds.push(round);
        say(`catalogue, ${coding}: merely read ${read.ms.toFixed(0)} ms, refreshed ${round.refreshes.map(({ ms }) => ms.toFixed(0)).join(", ")} ms, memory +${round.peakMb.toFixed(0)} MB at most, +${round.restMb.toFixed(0)} MB afterwards, blocked ${round.blockedMs.toFixed(0)} ms, by the first ${round.firstBlockedMs.toFixed(0)} ms`);
      }
    }
  } finally {
    await registry.close();
  }
  return { bytes: 47_757_562, rounds, codings: CODINGS.map((coding) => summaryOf(coding, rounds.filter((round) => round.coding === coding))) };
};

const merelyRead = async (file) => {
  const reader = program("read-catalogue.mjs");
  await reader.begun;
  const figures = await reader.ask({ kind: "read", file });
  reader.child.disconnect();
  return figures;
};

/** One node: every version in turn, then a restart on what it kept. */
const measureNode = async ({ registry, files, coding, directory, certificates }) => {
  const data = { url: registry.url, directory: mkdtempSync(join(directory, "last-good-")), caFile: certificates.caFile };
  const node = program("refresh-catalogue.mjs", undefined, data);
  await node.begun;
  const { pid } = node.child;
  const idle = await node.ask({ kind: "idle", ms: REST_MS });
  const before = residentMb(pid);
  const memory = watchMemory(pid);
  const refreshes = [];
  for (const file of files) {
    registry.serving = { file: file[coding], coding };
    const cpuFrom = cpuMsWithChildren(pid);
    const { outcome, reason, statistics, ...times } = await node.ask({ kind: "refresh" });
    if (outcome !== "updated" || statistics.hosts !== file.hosts) throw new Error(`the refresh was measured wrong: ${outcome} ${reason ?? statistics?.hosts}`);
    await pause(REST_MS);
    refreshes.push({ ...times, cpuMs: cpuMsWithChildren(pid) - cpuFrom });
  }
  const peakMb = memory.stop() - before;
  const restMb = residentMb(pid) - before;
  node.child.disconnect();
  await node.child.ended;
  const blocked = refreshes.map((refresh) => Math.max(0, refresh.blockedMs - idle.blockedMs));
  // The first one loads the HTTP client and reads the public certificates: once in the life of a process.
  const [firstBlockedMs, ...laterMs] = blocked;
  return { refreshes, peakMb, restMb, firstBlockedMs, blockedMs: Math.max(...laterMs), ownMs: Math.max(...refreshes.slice(1).map(({ ownMs }) => ownMs)), restartMs: await restart(data, files.at(-1).hosts) };
};

/** How long a start takes until the copy of before is in use. */
const restart = async (data, hosts) => {
  const node = program("refresh-catalogue.mjs", undefined, data);
  await node.begun;
  const started = await node.ask({ kind: "start" });
  if (started.hosts !== hosts) throw new Error(`after a restart there were ${started.hosts} hosts, not ${hosts}`);
  node.child.kill("SIGKILL");
  await node.child.ended;
  return started.ms;
};

const summaryOf = (coding, rounds) => {
  const all = rounds.flatMap(({ read, refreshes }) => refreshes.map((refresh) => ({ read, refresh })));
  return {
    coding,
    readMs: spread(rounds.map(({ read }) => read.ms)),
    refreshMs: spread(all.map(({ refresh }) => refresh.ms)),
    ratio: spread(all.map(({ read, refresh }) => refresh.ms / read.ms)),
    cpuRatio: spread(all.map(({ read, refresh }) => refresh.cpuMs / read.cpuMs)),
    blockedMs: spread(rounds.map(({ blockedMs }) => blockedMs)),
    ownMs: spread(rounds.map(({ ownMs }) => ownMs)),
    firstBlockedMs: spread(rounds.map(({ firstBlockedMs }) => firstBlockedMs)),
    peakMb: spread(rounds.map(({ peakMb }) => peakMb)),
    restMb: spread(rounds.map(({ restMb }) => restMb)),
    restartMs: spread(rounds.map(({ restartMs }) => restartMs)),
  };
};

const HEAD = ["sent as", "merely read ms", "refresh ms", "ratio", "ratio by CPU time", "main thread blocked ms", "by its own work ms", "by the first ms", "memory at most MB", "memory afterwards MB", "in use after a restart ms"];
const cellsOf = ({ coding, ...figures }) => [
  coding, shown(figures.readMs), shown(figures.refreshMs), shown(figures.ratio, 2), shown(figures.cpuRatio, 2), shown(figures.blockedMs), shown(figures.ownMs), shown(figures.firstBlockedMs), `+${shown(figures.peakMb)}`, `+${shown(figures.restMb)}`, shown(figures.restartMs),
];

const LIMITS = [
  { what: "refresh / merely reading it", of: ({ ratio }) => ratio.median, most: 2, digits: 2, unit: "" },
  { what: "main thread blocked", of: ({ blockedMs }) => blockedMs.median, most: 50, digits: 0, unit: " ms" },
  { what: "memory, growth at the peak", of: ({ peakMb }) => peakMb.max, most: 250, digits: 0, unit: " MB" },
  { what: "memory, growth afterwards", of: ({ restMb }) => restMb.max, most: 60, digits: 0, unit: " MB" },
];

export const section = {
  key: "catalogue",
  title: "Refresh of a catalogue of 48 MB (3,900 hosts, 52,000 entries) from a registry over TLS, until its look-ups answer: downloaded, kept, parsed, compared with the one before.\n" +
    "Ceiling: saxes reads the same XML from a file and does nothing with it. Memory is that of the node and its parser process together.",
  measure,
  show: ({ codings }) => table(HEAD, codings.map(cellsOf)),
  targets: ({ codings }) => codings.flatMap((figures) => LIMITS.map(({ what, of, most, digits, unit }) => (
    { what: `${figures.coding}: ${what}`, target: `<= ${most}${unit}`, measured: `${of(figures).toFixed(digits)}${unit}`, met: of(figures) <= most }))),
};
