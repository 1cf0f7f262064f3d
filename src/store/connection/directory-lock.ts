import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { clearLifeSign, giveLifeSign, givesLifeSign, type LifeSign } from "./life-sign.js";

/** The directory belongs to a process that lives. */
export class DirectoryInUse extends Error {
  constructor(readonly directory: string, readonly holder: Holder) {
    super(`The data directory ${directory} is in use by process ${holder.pid} on ${holder.host} (since ${holder.since}). Stop that process first; two processes on one embedded database would destroy it.${elsewhere(directory, holder)}`);
    this.name = "DirectoryInUse";
  }
}

/** Who holds a directory. `started` tells a process from a later one with the same pid. */
export interface Holder extends LifeSign {
  readonly pid: number;
  readonly host: string;
  readonly started: string;
  /** For people: ISO 8601. */
  readonly since: string;
}

const LOCK = "passerelle.lock";

/** What a person can do that this process cannot: look at the other machine. */
const elsewhere = (directory: string, { host }: Holder): string =>
  (host === hostname() ? "" : ` If that machine or container is gone for good, delete ${join(directory, LOCK)} and start again.`);

/**
 * Takes the lock of a data directory (made when missing, mode 0700) and returns what gives it back. A lock whose process is
 * gone, as after `kill -9`, is taken over, also one of another container on this machine. Throws `DirectoryInUse` naming the holder.
 */
export const lockDirectory = async (directory: string, now: Date): Promise<() => void> => {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const life = await giveLifeSign(directory);
  const own: Holder = { pid: process.pid, host: hostname(), started: startOf(process.pid) ?? "", since: now.toISOString(), ...life.sign };
  try {
    await takeLock(directory, own);
  } catch (error) {
    life.end();
    throw error;
  }
  return () => {
    release(join(directory, LOCK), own);
    life.end();
  };
};

const takeLock = async (directory: string, own: Holder): Promise<void> => {
  const path = join(directory, LOCK);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(own), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 10; attempt++) {
      if (placed(draft, path)) return;
      const holder = holderOf(path);
      if (holder && await lives(directory, holder)) throw new DirectoryInUse(directory, holder);
      setAside(path, holder);
      if (holder) clearLifeSign(directory, holder);
    }
    throw new Error(`The lock of ${directory} changes hands all the time.`);
  } finally {
    unlinkSync(draft);
  }
};

/** Puts the whole lock in place at once, unless there is one: a reader never sees half of it. */
const placed = (draft: string, path: string): boolean => {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
};

const holderOf = (path: string): Holder | undefined => {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Holder;
  } catch {
    return undefined;
  }
};

/** On another machine nobody can tell whether the process lives: there the lock is believed. */
const lives = async (directory: string, holder: Holder): Promise<boolean> =>
  await givesLifeSign(directory, holder) ?? (holder.host !== hostname() || (isAlive(holder.pid) && startOf(holder.pid) === holder.started));

/** Moves a stale lock away; what turns out to be the fresh lock of a faster process goes back. */
const setAside = (path: string, stale: Holder | undefined): void => {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  if (JSON.stringify(holderOf(aside)) !== JSON.stringify(stale)) placed(aside, path);
  unlinkSync(aside);
};

const release = (path: string, own: Holder): void => {
  if (JSON.stringify(holderOf(path)) === JSON.stringify(own)) unlinkSync(path);
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
};

/** When a process started, in whatever form the system has: ticks since boot on Linux, a date elsewhere. */
const startOf = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return startByPs(pid);
  }
};

const startByPs = (pid: number): string | undefined => {
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
};

const codeOf = (error: unknown): unknown => (typeof error === "object" && error !== null && "code" in error ? error.code : undefined);
