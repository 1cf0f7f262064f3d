import { type ChildProcess, spawn } from "node:child_process";
import { createServer, type Server } from "node:http";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Agent, request } from "undici";
import type { ReadyFile } from "../../src/sandbox/network/ready-file.js";
import { portsOf } from "../../src/sandbox/network/plan.js";
import { dataOf, officeClient, type OfficeClient } from "../../src/sandbox/office-client.js";
import { findFreeBase } from "../../src/sandbox/processes/free-ports.js";
import { waitUntil } from "../../src/sandbox/processes/wait-until.js";
import { generateKeyPair } from "../../src/security/keys/key-pair.js";
import { fingerprintOf, spkiBase64Of } from "../../src/security/keys/public-key.js";
import { passerelle, PROGRAM } from "../support/command-line.js";

const MINUTES = 60_000;
const dir = mkdtempSync(join(tmpdir(), "sandbox-"));
const readyFile = join(dir, "ready.json");
const ready = (): ReadyFile => JSON.parse(readFileSync(readyFile, "utf8")) as ReadyFile;
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

let base: number;
let foreign: Server;
let foreignKey: string;
let sandbox: ChildProcess;
let said = "";

/** A test client of somebody else: a manifest with a key, no institution, served over plain HTTP on this machine. */
const serveForeignManifest = async (): Promise<string> => {
  const { publicKey } = await generateKeyPair();
  foreignKey = fingerprintOf(publicKey);
  const GH = "https://github.com/erasmus-without-paper";
  foreign = createServer((_, response) => response.end(`<manifest xmlns="${GH}/ewp-specs-api-discovery/tree/stable-v6" xmlns:ewp="${GH}/ewp-specs-architecture/blob/stable-v1/common-types.xsd"><host>
    <ewp:admin-email>client@example.org</ewp:admin-email><ewp:admin-provider>A test client</ewp:admin-provider>
    <client-credentials-in-use><rsa-public-key>${spkiBase64Of(publicKey)}</rsa-public-key></client-credentials-in-use></host></manifest>`));
  await new Promise<void>((resolve) => foreign.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(foreign.address() as AddressInfo).port}/manifest.xml`;
};

const startSandbox = (...more: string[]): ChildProcess => {
  const child = spawn(PROGRAM[0], [PROGRAM[1], "sandbox", "--port-base", `${base}`, "--data-dir", join(dir, "data"), "--ready-file", readyFile, ...more], { stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text: string) => (said += text));
  return child;
};
const whenReady = (): Promise<ReadyFile> => waitUntil("the sandbox is ready", 240, async () => {
  if (sandbox.exitCode !== null) throw new Error(`it ended: ${said}`);
  return existsSync(readyFile) ? ready() : undefined;
});
const ended = (child: ChildProcess): Promise<number | null> => (child.exitCode !== null || child.signalCode !== null ? Promise.resolve(child.exitCode) : new Promise((resolve) => child.once("exit", (code) => resolve(code))));

const officeOf = (at: number): OfficeClient => {
  const { nodes, caFile } = ready();
  return officeClient({ officeUrl: nodes[at]!.officeUrl, token: nodes[at]!.apiToken, caFile });
};
/** Asks as curl with `--cacert` would. */
const ask = async (url: string, headers: Record<string, string> = {}, posted?: string): Promise<{ readonly statusCode: number; readonly text: string }> => {
  const dispatcher = new Agent({ connect: { ca: readFileSync(ready().caFile) } });
  const { statusCode, body } = await request(url, { dispatcher, headers, ...posted !== undefined && { method: "POST", body: posted } });
  const text = await body.text();
  await dispatcher.close();
  return { statusCode, text };
};

const settingsOf = (at: number): Record<string, string> => {
  const { nodes, caFile } = ready();
  return { PASSERELLE_OFFICE_URL: nodes[at]!.officeUrl, PASSERELLE_TOKEN: nodes[at]!.apiToken, PASSERELLE_EXTRA_CA: caFile };
};

beforeAll(async () => {
  base = (await findFreeBase(22_000 + (process.pid % 20) * 250, (from) => portsOf(from, 2, 2)))!;
  sandbox = startSandbox("--extra-manifest", await serveForeignManifest());
  await whenReady();
}, 5 * MINUTES);
afterAll(async () => {
  foreign.close();
  sandbox.kill("SIGTERM");
  await ended(sandbox);
  rmSync(dir, { recursive: true, force: true });
}, MINUTES);

describe("the sandbox, when all is up", () => {
  test("has written the ready file as promised", () => {
    const { registry, caFile, nodes } = ready();
    expect(registry).toEqual({ catalogueUrl: `https://127.0.0.1:${base}/catalogue-v1.xml` });
    expect(readFileSync(caFile, "utf8")).toMatch(/^-----BEGIN CERTIFICATE-----/);
    expect(nodes).toEqual(["uni-lindenau.example", "tuawhenua.example"].map((heiId, at) => ({
      heiId, name: at === 0 ? "Lindenau University" : "University of Tuawhenua",
      networkUrl: `https://127.0.0.1:${base + at + 1}`, officeUrl: `https://127.0.0.1:${base + at + 101}`,
      manifestUrl: expect.stringContaining(`https://127.0.0.1:${base + at + 1}/`), apiToken: expect.stringMatching(/^psl_.{43}$/),
      accounts: ["officer", "coordinator", "administrator"].map((role) => ({ role, email: `${role}@${heiId}`, password: expect.stringMatching(/^.{16}$/) })),
      dataDir: join(dir, "data", `node-${at + 1}`), pid: expect.any(Number),
    })));
    expect(nodes.map(({ pid }) => isAlive(pid))).toEqual([true, true]);
  });

  test("has a catalogue over HTTPS with both institutions and the foreign client's key", async () => {
    const { statusCode, text: xml } = await ask(ready().registry.catalogueUrl);
    expect(statusCode).toBe(200);
    for (const text of ["uni-lindenau.example", "tuawhenua.example", foreignKey]) expect(xml).toContain(text);
  });

  test("has sample agreements in every state, on both sides", async () => {
    const statuses = async (at: number, heiId: string): Promise<readonly string[]> =>
      (await dataOf(officeOf(at).GET("/institutions/{heiId}/agreements", { params: { path: { heiId } } }))).items.map(({ status }) => status).sort();
    expect(await statuses(0, "uni-lindenau.example")).toEqual(["approved-by-partner", "bound", "draft", "in-force", "modified", "sent"]);
    expect(await statuses(1, "tuawhenua.example")).toEqual(["approved-by-us", "bound", "in-force", "modified"]);
    const waiting = await dataOf(officeOf(1).GET("/institutions/{heiId}/incoming", { params: { path: { heiId: "tuawhenua.example" } } }));
    expect(waiting.items.map(({ iiaCode }) => iiaCode)).toEqual(["ULi-SENT"]);
  });

  test("has sample students in several states, on both sides", async () => {
    const path = { heiId: "uni-lindenau.example", partnerHeiId: "tuawhenua.example" };
    const of = async <T extends { readonly status: string }>(asking: Promise<{ readonly items: readonly T[] }>): Promise<readonly string[]> => (await asking).items.map(({ status }) => status).sort();
    expect(await of(dataOf(officeOf(0).GET("/institutions/{heiId}/outgoing-nominations", { params: { path } })))).toEqual(["approved", "approved", "delivered", "draft", "rejected"]);
    expect(await of(dataOf(officeOf(1).GET("/institutions/{heiId}/incoming-nominations", { params: { path: { heiId: path.partnerHeiId } } })))).toEqual(["approved", "approved", "pending", "rejected"]);
    expect(await of(dataOf(officeOf(1).GET("/institutions/{heiId}/incoming-learning-agreements", { params: { path: { heiId: path.partnerHeiId } } })))).toEqual(["approved", "awaiting"]);
    expect(await of(dataOf(officeOf(0).GET("/institutions/{heiId}/incoming-transcripts", { params: { path } })))).toEqual(["open"]);
  });

  test("says what to try first, and each of those commands works", async () => {
    expect(said).toContain("✓ sample data through the REST API: units, factsheets, courses, 6 agreements and 5 students in different states");
    const commands = [...said.matchAll(/^ {2}curl -s --cacert "\$CA" -H "Authorization: Bearer \$TOKEN_([12])"(?: -H "Content-Type: (\S+)" -d '(.*)')? (https:\/\/\S+)$/gm)];
    expect(commands).toHaveLength(6);
    for (const [, node, type, posted, url] of commands) {
      const token = new RegExp(`export TOKEN_${node}=(\\S+)`).exec(said)?.[1] ?? "";
      const { statusCode, text } = await ask(url ?? "", { authorization: `Bearer ${token}`, ...type !== undefined && { "content-type": type } }, posted);
      expect([url, statusCode]).toEqual([url, 200]);
      expect(text).toMatch(/"items":\[\{|"ok":true|"readyForAgreements":true/);
    }
  });

  test("lets the sample accounts sign in", async () => {
    const { accounts, officeUrl } = ready().nodes[1]!;
    const dispatcher = new Agent({ connect: { ca: readFileSync(ready().caFile) } });
    for (const { email, password } of accounts) {
      expect(said).toContain(email);
      const answer = await request(`${officeUrl}/api/v1/sign-in`, { dispatcher, method: "POST", headers: { "content-type": "application/json", origin: officeUrl }, body: JSON.stringify({ email, password }) });
      expect([answer.statusCode, await answer.body.json()]).toEqual([200, { state: "signed-in" }]);
      expect(answer.headers["set-cookie"]).toMatch(/^__Host-passerelle=/);
    }
    expect(said).toContain(`The password of all of them is ${accounts[0]!.password}\n`);
    await dispatcher.close();
  });

  test("is refused a second time on the same ports, which are named", async () => {
    const { status, stderr } = await passerelle(["sandbox", "--port-base", `${base}`, "--data-dir", join(dir, "other")]);
    expect([status, stderr]).toEqual([1, `Port ${portsOf(base, 2).join(", ")} is in use, perhaps by a sandbox that still runs. End it, or choose others with --port-base, e.g. --port-base ${base + 1000}.\n`]);
  });
});

describe("the command line asks a node", () => {
  test("catalogue", async () => {
    expect((await passerelle(["catalogue", "refresh"], settingsOf(0))).stdout).toMatch(/^state: current\nurl: https:\/\/127\.0\.0\.1:\d+\/catalogue-v1\.xml\n.*institutions: 3, /s);
    expect((await passerelle(["catalogue", "status"], settingsOf(0))).status).toBe(0);
    expect((await passerelle(["catalogue", "search", "tuawhenua"], settingsOf(0))).stdout).toMatch(/^tuawhenua\.example {2}University of Tuawhenua {2}/);
    expect((await passerelle(["catalogue", "show", "tuawhenua.example"], settingsOf(0))).stdout).toMatch(/^tuawhenua\.example {2}University of Tuawhenua\n(.*\n)* {2}iias 7\.0\.0\n/);
  }, MINUTES);

  test("keys and manifest", async () => {
    const keys = await passerelle(["keys"], settingsOf(0));
    expect(keys.stdout).toMatch(/^uni-lindenau\.example\n( {2}(client|server) {2}[0-9a-f]{64} {2}in-use +in the catalogue {2}since .*\n){2}$/);
    expect(await passerelle(["keys", "list", "elsewhere.example"], settingsOf(0))).toEqual({ status: 1, stdout: "", stderr: "This node serves no such institution.\n" });
    const { manifestUrl } = ready().nodes[0]!;
    expect((await passerelle(["manifest", "status", "uni-lindenau.example"], settingsOf(0))).stdout).toMatch(new RegExp(`^${manifestUrl}\n`));
    expect((await passerelle(["manifest", "show", "uni-lindenau.example"], settingsOf(0))).stdout).toMatch(/^<\?xml.*<\/manifest>\n$/s);
    const checked = await passerelle(["manifest", "check", manifestUrl, "--ca", ready().caFile]);
    expect([checked.status, checked.stdout]).toEqual([0, expect.stringMatching(/^institution: uni-lindenau\.example\nAPIs: .*iias 7\.0\.0.*\n$/)]);
  }, MINUTES);

  test("tokens", async () => {
    const made = await passerelle(["tokens", "create", "--name", "student system", "--scope", "agreements:read", "--hei", "uni-lindenau.example"], settingsOf(0));
    const token = made.stdout.trim();
    const id = /^Token (\S+) for student system/.exec(made.stderr)?.[1] ?? "";
    expect(token).toMatch(/^psl_/);
    expect((await passerelle(["tokens", "list"], settingsOf(0))).stdout).toContain(`${id}  student system  agreements:read  uni-lindenau.example  valid  never used\n`);
    const refused = await passerelle(["catalogue", "refresh"], { ...settingsOf(0), PASSERELLE_TOKEN: token });
    expect([refused.status, refused.stderr]).toEqual([1, expect.stringMatching(/^status 403: /)]);
    expect((await passerelle(["tokens", "revoke", id], settingsOf(0))).stdout).toBe(`Token ${id} is revoked.\n`);
    expect((await passerelle(["tokens", "list"], { ...settingsOf(0), PASSERELLE_TOKEN: token })).stderr).toMatch(/^status 401: /);
  }, MINUTES);

  test("people", async () => {
    const people = (args: readonly string[], typed?: string) => passerelle(["people", ...args], settingsOf(0), typed);
    const who = ["--email", "Vera@uni-lindenau.example", "--name", "Vera Viewer", "--role", "viewer", "--hei", "uni-lindenau.example"];
    expect(await people(["add", ...who], "too short\n")).toMatchObject({ status: 1, stderr: expect.stringMatching(/^status 400: The password will not do: it has less than 12 characters\./) });
    expect((await people(["add", ...who], "a long password\n")).stdout).toBe("vera@uni-lindenau.example  Vera Viewer  viewer at uni-lindenau.example  enabled  password  never signed in\n");
    expect((await people(["add", ...who], "a long password\n")).stderr).toMatch(/^status 409: /);
    expect((await people(["password", "vera@uni-lindenau.example"], "another long one\n")).stdout).toBe("vera@uni-lindenau.example has another password, and is signed out everywhere.\n");
    expect((await people(["disable", "vera@uni-lindenau.example"])).stdout).toContain("  disabled  ");
    expect((await people(["list"])).stdout).toMatch(/^administrator@uni-lindenau\.example {2}.*\n.*\n.*\nvera@.*  disabled  .*\n$/);
    expect((await people(["disable", "nobody@uni-lindenau.example"])).stderr).toMatch(/^There is nobody with the address "nobody@/);
  }, MINUTES);
});

describe("the sandbox watches over its processes", () => {
  test("a node that was killed comes back, and the ready file has its new pid", async () => {
    const before = ready().nodes[0]!;
    process.kill(before.pid, "SIGKILL");
    const after = await waitUntil("the ready file has another pid", 60, async () => {
      const { pid } = ready().nodes[0]!;
      return pid === before.pid ? undefined : pid;
    });
    expect(ready().nodes[0]).toEqual({ ...before, pid: after });
    expect(said).toContain(`node-1 ended with SIGKILL and was started again (pid ${after}).`);
    await waitUntil("it answers", 60, () => dataOf(officeOf(0).GET("/me")));
  }, 3 * MINUTES);

  test("SIGTERM ends everything, and a second start finds all as it was", async () => {
    const { nodes } = ready();
    sandbox.kill("SIGTERM");
    expect(await ended(sandbox)).toBe(0);
    expect(nodes.map(({ pid }) => isAlive(pid))).toEqual([false, false]);
    expect(existsSync(readyFile)).toBe(false);
    [said, sandbox] = ["", startSandbox("--with", "no-ctype,vanish")];
    const again = await whenReady();
    expect(again.nodes.map(({ apiToken }) => apiToken)).toEqual(nodes.map(({ apiToken }) => apiToken));
    expect(said).not.toContain("sample data");
    const { items } = await dataOf(officeOf(0).GET("/institutions/{heiId}/agreements", { params: { path: { heiId: "uni-lindenau.example" } } }));
    expect(items).toHaveLength(6);
  }, 6 * MINUTES);

  test("faulty partners that were asked for have joined, and act when they are told", async () => {
    expect(said).toContain("no-ctype     Untyped University (no-ctype.example)\n  Answers without a Content-Type.\n  Send it an agreement: everything works,");
    const { statusCode, body } = await request(`http://127.0.0.1:${base + 200}/no-ctype/propose?hei_id=uni-lindenau.example`, { method: "POST" });
    expect([statusCode, await body.json()]).toEqual([200, expect.objectContaining({ copies: [{ id: "no-ctype-1", other: "uni-lindenau.example" }] })]);
    await waitUntil("its copy is incoming", 60, async () => {
      const { items } = await dataOf(officeOf(0).GET("/institutions/{heiId}/incoming", { params: { path: { heiId: "uni-lindenau.example" } } }));
      return items.some(({ partnerHeiId, iiaId }) => partnerHeiId === "no-ctype.example" && iiaId === "no-ctype-1") || undefined;
    });
    const unknown = await request(`http://127.0.0.1:${base + 200}/no-ctype/dance`, { method: "POST" });
    expect([unknown.statusCode, await unknown.body.json()]).toEqual([404, { problem: expect.stringMatching(/^POST one of: nominate, .*, propose, adopt, approve, .*, vanish, come-back, change-keys\.$/) }]);
  }, 2 * MINUTES);

  test("when the sandbox itself is killed, nothing of it stays", async () => {
    const { nodes } = ready();
    sandbox.kill("SIGKILL");
    await waitUntil("all have ended", 60, async () => (nodes.some(({ pid }) => isAlive(pid)) ? undefined : true));
    await waitUntil("the registry's port is free", 60, async () => ((await findFreeBase(base, (from) => portsOf(from, 2, 2))) === base ? true : undefined));
  }, 3 * MINUTES);
});
