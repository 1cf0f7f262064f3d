import { afterEach, describe, expect, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { heiId, iiaId } from "../../../src/kernel/ids.js";
import { DirectoryInUse, lockDirectory } from "../../../src/store/connection/directory-lock.js";
import { giveLifeSign, type LifeSign } from "../../../src/store/connection/life-sign.js";
import { openStore } from "../../../src/store/open.js";
import { keptLog, steeredClock } from "../../support/fixed-ports.js";
import { sampleAgreement } from "../../support/agreements/sample-agreements.js";

const A = heiId("rive.example");
const NOW = new Date("2026-03-01T08:00:00Z");

const made: string[] = [];
const newDirectory = (): string => {
  const parent = mkdtempSync(join(tmpdir(), "passerelle-store-"));
  made.push(parent);
  return join(parent, "data");
};
afterEach(() => made.splice(0).forEach((directory) => rmSync(directory, { recursive: true, force: true })));

const lockFile = (directory: string): string => join(directory, "passerelle.lock");
const refusalOf = async (work: () => Promise<unknown>): Promise<unknown> => {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error("expected a refusal");
};

describe("the lock of a data directory", () => {
  test("is refused while its holder lives, and names it", async () => {
    const directory = newDirectory();
    const release = await lockDirectory(directory, NOW);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    const refusal = await refusalOf(() => lockDirectory(directory, NOW));
    expect(refusal).toBeInstanceOf(DirectoryInUse);
    expect((refusal as Error).message).toBe(
      `The data directory ${directory} is in use by process ${process.pid} on ${hostname()} (since 2026-03-01T08:00:00.000Z). Stop that process first; two processes on one embedded database would destroy it.`);
    release();
    (await lockDirectory(directory, NOW))();
    expect(existsSync(lockFile(directory))).toBe(false);
  });

  test("is taken over from a process that is gone", async () => {
    const directory = newDirectory();
    const child = spawn("true");
    await new Promise((resolve) => child.once("exit", resolve));
    (await lockDirectory(directory, NOW))();
    writeFileSync(lockFile(directory), JSON.stringify({ pid: child.pid, host: hostname(), started: "1", since: "before" }));
    const release = await lockDirectory(directory, NOW);
    expect(JSON.parse(readFileSync(lockFile(directory), "utf8"))).toMatchObject({ pid: process.pid });
    release();
  });

  test("is taken over when the pid belongs to a later process", async () => {
    const directory = newDirectory();
    (await lockDirectory(directory, NOW))();
    writeFileSync(lockFile(directory), JSON.stringify({ pid: process.pid, host: hostname(), started: "another start", since: "before" }));
    (await lockDirectory(directory, NOW))();
  });

  test("is believed when it comes from another machine", async () => {
    const directory = newDirectory();
    (await lockDirectory(directory, NOW))();
    writeFileSync(lockFile(directory), JSON.stringify({ pid: 1, host: "elsewhere", started: "1", since: "yesterday" }));
    const refusal = await refusalOf(() => lockDirectory(directory, NOW));
    expect(refusal).toMatchObject({ name: "DirectoryInUse", holder: { host: "elsewhere" } });
    expect((refusal as Error).message).toBe(
      `The data directory ${directory} is in use by process 1 on elsewhere (since yesterday). Stop that process first; two processes on one embedded database would destroy it. If that machine or container is gone for good, delete ${lockFile(directory)} and start again.`);
  });

  test("half a lock file is no lock", async () => {
    const directory = newDirectory();
    (await lockDirectory(directory, NOW))();
    writeFileSync(lockFile(directory), '{"pid":');
    (await lockDirectory(directory, NOW))();
  });

  describe("that comes from another container on this machine", () => {
    /** What a holder in a container writes: its process number and host name mean nothing here. */
    const asIfElsewhere = (directory: string, life: LifeSign): void =>
      writeFileSync(lockFile(directory), JSON.stringify({ pid: 1, host: "container", started: "1", since: "yesterday", ...life }));

    test("is believed while its holder lives", async () => {
      const directory = newDirectory();
      mkdirSync(directory);
      const life = await giveLifeSign(directory);
      asIfElsewhere(directory, life.sign);
      await expect(lockDirectory(directory, NOW)).rejects.toMatchObject({ name: "DirectoryInUse", holder: { host: "container" } });
      life.end();
    });

    test("is taken over when its holder is killed, and nothing of it stays", async () => {
      const directory = newDirectory();
      mkdirSync(directory);
      const socket = "life-00c0ffee.sock";
      const holder = spawn(process.execPath, ["-e", `require("node:net").createServer().listen(${JSON.stringify(join(directory, socket))}, () => console.log("up"))`]);
      await new Promise((resolve) => holder.stdout.once("data", resolve));
      const life = await giveLifeSign(directory);
      asIfElsewhere(directory, { ...life.sign, socket });
      life.end();
      await expect(lockDirectory(directory, NOW)).rejects.toBeInstanceOf(DirectoryInUse);
      holder.kill("SIGKILL");
      await new Promise((resolve) => holder.once("exit", resolve));
      expect(existsSync(join(directory, socket))).toBe(true);
      const release = await lockDirectory(directory, NOW);
      release();
      expect(readdirSync(directory)).toEqual([]);
    });

    test("is believed after another start of the kernel, or of another kernel", async () => {
      const directory = newDirectory();
      mkdirSync(directory);
      asIfElsewhere(directory, { boot: "another", socket: "life-00c0ffee.sock" });
      await expect(lockDirectory(directory, NOW)).rejects.toBeInstanceOf(DirectoryInUse);
    });
  });
});

describe("the embedded database in a directory", () => {
  test("keeps everything over a restart, refuses a second process, and gives orphaned leases back", async () => {
    const url = `pglite:${newDirectory()}`;
    const clock = steeredClock();
    const options = { url, clock, logger: keptLog() };
    const first = await openStore(options);
    const pending = await first.pendingMigrations();
    expect(pending[0]).toBe("001-foundation");
    expect(await first.migrate()).toEqual(pending);
    await expect(openStore(options)).rejects.toBeInstanceOf(DirectoryInUse);
    const agreement = sampleAgreement({ id: "kept", changedAt: clock.now() });
    await first.agreements.decide({ heiId: A, own: iiaId("kept") }, () => ({
      agreements: [agreement],
      changes: [{ kind: "iia-copy-changed", what: "sent", heiId: A, partnerHeiId: agreement.partnerHeiId, iiaId: agreement.id, at: clock.now(), actor: "test" }],
    }));
    const claim = { now: clock.now(), leaseMs: 60_000, limit: 10, perPartner: 10 };
    expect(await first.outbox.claim(claim)).toHaveLength(1);
    await first.close();

    const second = await openStore(options);
    expect(await second.pendingMigrations()).toEqual([]);
    expect((await second.agreements.get(A, iiaId("kept")))?.agreement).toEqual(agreement);
    expect(await second.outbox.claim(claim)).toMatchObject([{ kind: "iia-cnr", objectId: "kept" }]);
    await second.close();
  });
});

test("an address of no known kind is refused", async () => {
  await expect(openStore({ url: "mysql://x", clock: steeredClock(), logger: keptLog() })).rejects.toThrow(new RangeError("the database URL must start with postgres:// or pglite:"));
});
