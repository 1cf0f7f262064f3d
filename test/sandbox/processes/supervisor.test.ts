import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type ProcessSpec, Supervisor } from "../../../src/sandbox/processes/supervisor.js";
import { waitUntil } from "../../../src/sandbox/processes/wait-until.js";

/** Says its pid and arguments, ends in order on SIGTERM and when its supervisor is gone; with `die` it ends at once with status 3. */
const CHILD = `
  if (process.argv[2] === "die") { console.log("I cannot go on"); process.exit(3); }
  console.log("up " + process.pid);
  const end = (why) => { console.log("end " + why); process.exit(0); };
  process.on("SIGTERM", () => end("asked"));
  process.on("disconnect", () => end("alone"));
  setInterval(() => undefined, 1000);
`;
let dir: string;
let supervisor: Supervisor;
let reports: string[];
let restarted: number[];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "supervisor-"));
  writeFileSync(join(dir, "child.cjs"), CHILD);
  [reports, restarted] = [[], []];
  supervisor = new Supervisor({ program: [process.execPath, join(dir, "child.cjs")], report: (line) => reports.push(line), onRestart: (_, pid) => restarted.push(pid) });
});
afterEach(async () => {
  await supervisor.stop();
  rmSync(dir, { recursive: true });
});

const spec = (name: string, ...args: string[]): ProcessSpec => ({ name, args, env: {}, logFile: join(dir, `${name}.log`) });
const logOf = (name: string): string => readFileSync(join(dir, `${name}.log`), "utf8");
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const says = (name: string, text: string): Promise<true> => waitUntil(`${name} says ${text}`, 20, async () => logOf(name).includes(text) || undefined);

describe("the supervisor", () => {
  test("ends everything that it started, in order", async () => {
    const pids = [supervisor.start(spec("one")), supervisor.start(spec("two"))];
    await Promise.all([says("one", "up"), says("two", "up")]);
    await supervisor.stop();
    expect(pids.map(isAlive)).toEqual([false, false]);
    expect(logOf("one")).toContain("end asked");
    expect(() => supervisor.start(spec("three"))).toThrow("three is not started: everything is being stopped.");
  });

  test("starts again what was killed, and says so", async () => {
    const first = supervisor.start(spec("one"));
    supervisor.keepAlive();
    await says("one", "up");
    process.kill(first, "SIGKILL");
    const [second] = await waitUntil("it is started again", 20, async () => (restarted.length > 0 ? restarted : undefined));
    expect(second).not.toBe(first);
    expect(supervisor.pid("one")).toBe(second);
    expect(reports).toEqual([`one ended with SIGKILL and was started again (pid ${second}).`]);
    await says("one", `up ${second}`);
  });

  test("reports what cannot even start, with its last words", async () => {
    supervisor.start(spec("one", "die"));
    await expect(waitUntil("it is up", 20, async () => {
      supervisor.assertRuns("one");
      return undefined;
    })).rejects.toThrow(/^one ended with status 3\. Its last words \(.*one\.log\):\n {2}\| I cannot go on$/s);
    expect(restarted).toEqual([]);
  });

  test("takes its processes with it when it is killed itself", async () => {
    const script = join(dir, "parent.mjs");
    writeFileSync(script, `
      import { spawn } from "node:child_process";
      import { openSync } from "node:fs";
      const log = openSync(${JSON.stringify(join(dir, "orphan.log"))}, "a");
      spawn(process.execPath, [${JSON.stringify(join(dir, "child.cjs"))}], { stdio: ["ignore", log, log, "ipc"], detached: true });
    `);
    const parent = spawn(process.execPath, [script]);
    await waitUntil("the child is up", 20, async () => (logOf("orphan").includes("up") ? true : undefined));
    parent.kill("SIGKILL");
    await says("orphan", "end alone");
  });
});
