import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { evidencePacks } from "../../../src/ewp/evidence-pack/create-packs.js";
import type { Exchange } from "../../../src/domain/exchanges/model.js";
import { notFound } from "../../../src/kernel/errors.js";
import { iiaId } from "../../../src/kernel/ids.js";
import type { Store } from "../../../src/store/open.js";
import { agreedEvidence } from "../../support/ewp/agreed-evidence.js";
import { US } from "../../support/ewp/slice-node.js";
import { keptLog, steeredClock } from "../../support/fixed-ports.js";
import { embeddedStore } from "../../support/servers/embedded.js";
import { quickPlace } from "../../support/servers/quick-place.js";

const directory = mkdtempSync(join(quickPlace(), "passerelle-pack-"));
const pack = join(directory, "pack");
let store: Store;

const filesOf = (folder: string): string[] => readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
const verify = (folder: string) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, "verify.mjs"), folder], { encoding: "utf8" });
  return { status, lines: stdout.trimEnd().split("\n"), stderr };
};
const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

beforeAll(async () => {
  const clock = steeredClock();
  store = await embeddedStore({ clock, logger: keptLog() });
  const { pair, exchanges } = await agreedEvidence();
  for (const exchange of exchanges.slice(0, 3)) await store.exchanges.save(exchange);
  // Other blocks of the same chain, of which the pack shows as many as it needs.
  for (let i = 0; i < 40; i++) await store.exchanges.save({ ...(exchanges[0] as Exchange), id: `echo-${i}`, api: "echo" });
  for (const exchange of exchanges.slice(3)) store.exchanges.record(exchange);
  const packs = evidencePacks({
    source: store.packSource, exchanges: store.exchanges, clock,
    agreements: { get: async (_heiId, id) => { if (id === pair.agreement.id) return pair; throw notFound("There is no agreement with this id."); } },
  });
  const archive = join(directory, "pack.tar.gz");
  writeFileSync(archive, await packs(US, pair.agreement.id));
  await expect(packs(US, iiaId("none"))).rejects.toMatchObject({ status: 404 });
  execFileSync("mkdir", [pack]);
  execFileSync("tar", ["-xzf", archive, "-C", pack]);
});
afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

test("an untouched pack proves every statement, by our script and by sha256sum", () => {
  const { status, lines, stderr } = verify(pack);
  expect(stderr).toBe("");
  expect(lines.filter((line) => !line.startsWith("proven"))).toEqual([expect.stringMatching(/^8 exchanges, \d+ blocks, 4 keys\. Everything holds\.$/)]);
  expect(lines.map((line) => line.replace(/[0-9a-f]{64}/g, "HASH").slice(8))).toEqual([
    "1. 2026-03-01T08:00:00.000Z: lac.example notified the other side of a change (iia-cnr, theirs/1&2).",
    "2. 2026-03-01T08:01:00.000Z: lac.example served its copy theirs/1&2 with hash HASH.",
    "3. 2026-03-01T08:02:00.000Z: rive.example served its copy ours-1 with hash HASH.",
    "4. 2026-03-01T08:04:00.000Z: lac.example said that it approved no version of the copy ours-1.",
    "5. 2026-03-01T08:05:00.000Z: lac.example said that it approved the copy ours-1 with hash HASH.",
    "6. 2026-03-01T08:06:00.000Z: rive.example notified the other side of a change (iia-approval-cnr, theirs/1&2).",
    "7. 2026-03-01T08:07:00.000Z: rive.example said that it approved the copy theirs/1&2 with hash HASH.",
    "Both approved: rive.example the copy theirs/1&2 (HASH), lac.example the copy ours-1 (HASH).",
    expect.stringContaining("Everything holds"),
  ].map((line) => (typeof line === "string" ? line : expect.anything())));
  expect(status).toBe(0);
  expect(execFileSync("sha256sum", ["-c", "SHA256SUMS"], { cwd: pack, encoding: "utf8" })).not.toMatch(/FAILED/);
});

describe("every change of a file is found", () => {
  const changed = (change: (folder: string) => void) => {
    const folder = mkdtempSync(join(directory, "changed-"));
    cpSync(pack, folder, { recursive: true });
    change(folder);
    return verify(folder);
  };
  const untilFails = (folder: string, name: string, bytes: Buffer) => writeFileSync(join(folder, name), bytes);

  test("a byte changed, a file gone, a file added", () => {
    for (const name of filesOf(pack).filter((file) => file !== "verify.mjs")) {
      const bytes = readFileSync(join(pack, name));
      const at = Math.floor(bytes.length / 2);
      expect([name, changed((folder) => untilFails(folder, name, Buffer.concat([bytes.subarray(0, at), Buffer.from([(bytes[at] ?? 0) ^ 1]), bytes.subarray(at + 1)]))).status]).toEqual([name, 1]);
      expect([name, changed((folder) => rmSync(join(folder, name))).status]).toEqual([name, 1]);
    }
    expect(changed((folder) => writeFileSync(join(folder, "extra"), "x")).lines[0]).toBe("FAILED  extra is the file that was packed");
    const script = changed((folder) => writeFileSync(join(folder, "verify.mjs"), Buffer.concat([readFileSync(join(pack, "verify.mjs")), Buffer.from("// more\n")])));
    expect(script.lines).toContain("FAILED  verify.mjs is the file that was packed");
  });

  /** Who changes a file also mends the list of sums: then the content has to speak. */
  const forged = (name: string, change: (value: object) => void) => changed((folder) => {
    const value = JSON.parse(readFileSync(join(folder, name), "utf8")) as object;
    change(value);
    const bytes = Buffer.from(JSON.stringify(value));
    const sums = readFileSync(join(folder, "SHA256SUMS"), "utf8").replace(sha256(readFileSync(join(folder, name))), sha256(bytes));
    writeFileSync(join(folder, name), bytes);
    writeFileSync(join(folder, "SHA256SUMS"), sums);
  });
  /** The object at the end of a path of keys. */
  const at = (value: object, ...path: readonly (string | number)[]): Record<string, unknown> => path.reduce<object>((inner, key) => (inner as Record<string, object>)[key] ?? {}, value) as Record<string, unknown>;

  test("forged with its sum: statements, exchanges, keys, blocks", () => {
    const statement = (name: string, to: string, number = 4) => (value: object) => { at(value, "statements", number)[name] = to; };
    const manifest: ((value: object) => void)[] = [
      statement("hash", "0".repeat(64)), statement("by", "rive.example"), statement("at", "2020-01-01T00:00:00.000Z"), statement("agreement", "another"),
      statement("exchange", "not-yet"), statement("exchange", "they-approved", 3), statement("api", "iia-approval-cnr", 0), statement("kind", "served"),
      (value) => { at(value, "inForce")["ours"] = at(value, "inForce")["theirs"]; },
      (value) => { (value as { statements: unknown[] }).statements.splice(4, 1); },
    ];
    for (const [number, change] of manifest.entries()) expect([number, forged("manifest.json", change).status]).toEqual([number, 1]);
    for (const name of filesOf(pack).filter((file) => /theirs-read|ours-served\.json/.test(file))) {
      const { content } = JSON.parse(readFileSync(join(pack, name), "utf8")) as { content: Record<string, string | null> };
      for (const field of Object.keys(content)) expect([name, field, forged(name, (value) => { at(value, "content")[field] = content[field] === null ? "x" : `${content[field]}x`; }).status]).toEqual([name, field, 1]);
      for (const place of ["chain", "height", "place"]) expect([name, place, forged(name, (value) => { at(value)[place] = 77; }).status]).toEqual([name, place, 1]);
    }
    expect(forged("keys.json", (value) => { at(value, "keys", 0)["heiId"] = "other.example"; }).status).toBe(1);
    expect(forged("keys.json", (value) => { (value as { keys: unknown[] }).keys.shift(); }).status).toBe(1);
    const { chains } = JSON.parse(readFileSync(join(pack, "chain.json"), "utf8")) as { chains: { blocks: object[] }[] };
    const blocks = chains[0]?.blocks ?? [];
    expect(blocks.length).toBeLessThan(25);
    for (const number of [0, 1, blocks.length - 1]) for (const field of Object.keys(blocks[number] ?? {})) {
      expect([number, field, forged("chain.json", (value) => { at(value, "chains", 0, "blocks", number)[field] = field === "leaves" ? [] : "7777"; }).status]).toEqual([number, field, 1]);
    }
    expect(forged("chain.json", (value) => { at(value, "chains", 0)["head"] = "0".repeat(64); }).status).toBe(1);
    expect(forged("chain.json", (value) => { (value as { chains: { blocks: unknown[] }[] }).chains[0]?.blocks.splice(2, 1); }).status).toBe(1);
  }, 900_000);
});
