/** Two nodes as `npm start` starts them, without samples: offices of partners, each with people who sign in. Needs the compiled program. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReadyFile } from "../../../src/sandbox/network/ready-file.js";
import { portsOf } from "../../../src/sandbox/network/plan.js";
import { findFreeBase } from "../../../src/sandbox/processes/free-ports.js";
import { waitUntil } from "../../../src/sandbox/processes/wait-until.js";
import { PROGRAM } from "../command-line.js";
import type { TestBrowser, Visit } from "./browser.js";

export type OfficePlace = ReadyFile["nodes"][number];

export interface TwoOffices {
  readonly ours: OfficePlace;
  readonly theirs: OfficePlace;
  stop(): Promise<void>;
}

const SECONDS = 240;

/** `samples`: with the agreements and students of the sandbox. */
export const startTwoOffices = async ({ samples = false }: { readonly samples?: boolean } = {}): Promise<TwoOffices> => {
  const directory = mkdtempSync(join(tmpdir(), "offices-"));
  const readyFile = join(directory, "ready.json");
  const base = await findFreeBase(26_000 + (process.pid % 16) * 250, (from) => portsOf(from, 2, 0));
  const child = spawn(PROGRAM[0], [PROGRAM[1], "sandbox", "--port-base", `${base}`, "--data-dir", join(directory, "data"), "--ready-file", readyFile, ...(samples ? [] : ["--no-samples"])], { stdio: ["ignore", "ignore", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
    rmSync(directory, { recursive: true, force: true });
  };
  const { nodes } = await waitUntil("both offices are open", SECONDS, async () => {
    if (child.exitCode !== null) throw new Error(`the sandbox ended with ${child.exitCode}`);
    return existsSync(readyFile) ? (JSON.parse(readFileSync(readyFile, "utf8")) as ReadyFile) : undefined;
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const [ours, theirs] = nodes;
  if (!ours || !theirs) throw new RangeError("two nodes were asked for");
  return { ours, theirs, stop };
};

/** A window at an office, signed in by its page. */
export const signedInVisit = async (browser: TestBrowser, place: OfficePlace, { role, path }: { readonly role: string; readonly path: string }): Promise<Visit> => {
  const account = place.accounts.find((one) => one.role === role);
  if (!account) throw new Error(`${place.name} has no ${role}`);
  const visit = await browser.visit(place.officeUrl);
  await visit.page.goto(path);
  await visit.page.getByLabel("E-mail").fill(account.email);
  await visit.page.getByLabel("Password").fill(account.password);
  await visit.page.keyboard.press("Enter");
  await visit.page.getByRole("navigation", { name: "Areas" }).waitFor();
  return visit;
};
