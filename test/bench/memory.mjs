/** Resident memory of a process and of those that it started, in MB. Linux only: elsewhere nothing is known. */
import { readFileSync } from "node:fs";

const PAGE_MB = 4096 / 1e6;
const EVERY_MS = 4;

const read = (path) => {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return ""; // It ended meanwhile.
  }
};

const own = (pid) => Number(read(`/proc/${pid}/statm`).split(" ")[1] ?? 0) * PAGE_MB;
const children = (pid) => read(`/proc/${pid}/task/${pid}/children`).split(" ").filter((text) => text !== "");

export const residentMb = (pid) => [pid, ...children(pid)].reduce((sum, one) => sum + own(one), 0);

/** Looks at the process again and again until `stop()`, which gives the most that was seen. */
export const watchMemory = (pid) => {
  let most = residentMb(pid);
  const timer = setInterval(() => (most = Math.max(most, residentMb(pid))), EVERY_MS);
  return { stop: () => (clearInterval(timer), Math.max(most, residentMb(pid))) };
};

/** Processor time in ms of a process and of the children that it has seen end. */
export const cpuMsWithChildren = (pid) => {
  const fields = read(`/proc/${pid}/stat`).replace(/^.*\) /s, "").split(" ");
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * 10, 0);
};
