/** Keys change while two real nodes exchange over the sandbox registry: PROTOCOL 2.1 rules 6 to 8, 2.2. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Agent, request } from "undici";
import { portsOf } from "../../src/sandbox/network/plan.js";
import { type RunningNetwork, type RunningNode, startNetwork } from "../../src/sandbox/network/start.js";
import { dataOf, type Schemas } from "../../src/sandbox/office-client.js";
import { findFreeBase } from "../../src/sandbox/processes/free-ports.js";
import { Supervisor } from "../../src/sandbox/processes/supervisor.js";
import { waitUntil } from "../../src/sandbox/processes/wait-until.js";
import { passerelle, PROGRAM } from "../support/command-line.js";

const MINUTES = 60_000;
const SECONDS = 180;
const dir = mkdtempSync(join(tmpdir(), "rotation-"));
const said: string[] = [];
const supervisor = new Supervisor({ program: PROGRAM, report: (line) => void said.push(line) });
let network: RunningNetwork;
let a: RunningNode;
let b: RunningNode;

type Key = Schemas["HostKey"];

beforeAll(async () => {
  const environment = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith("PASSERELLE_")));
  const portBase = (await findFreeBase(28_000 + (process.pid % 10) * 250, (from) => portsOf(from, 2)))!;
  network = await startNetwork({ portBase, dataDir: dir, heis: 2, extraManifests: [], faulty: [] }, {
    clock: { now: () => new Date() }, supervisor, createDatabase: async () => "",
    // Twelve seconds until a new key signs: both nodes look at the catalogue every second or so below.
    environment: { ...environment, PASSERELLE_KEY_GRACE_MINUTES: "0.2", PASSERELLE_KEY_OVERLAP_HOURS: "0.003" },
    progress: { step: async (_title, work) => work(), note: (line) => void said.push(line) },
  });
  [a, b] = network.nodes as [RunningNode, RunningNode];
}, 6 * MINUTES);
afterAll(async () => {
  await supervisor.stop();
  rmSync(dir, { recursive: true, force: true });
}, MINUTES);

const keysOf = async ({ office, heiId }: RunningNode): Promise<readonly Key[]> => (await dataOf(office.GET("/institutions/{heiId}/keys", { params: { path: { heiId } } }))).items;
const inState = (keys: readonly Key[], purpose: Key["purpose"], state: Key["state"]) => keys.find((key) => key.purpose === purpose && key.state === state);
const look = ({ office }: RunningNode) => dataOf(office.POST("/catalogue/refresh", { body: {} }));
/** A real signed echo: the request by the caller's client key, the answer by the other's server key. */
const echo = async (from: RunningNode, to: RunningNode): Promise<string> => {
  const { ok, verdict, exchangeId } = await dataOf(from.office.POST("/partners/{partnerHeiId}/echo", { params: { path: { partnerHeiId: to.heiId } }, body: { heiId: from.heiId } }));
  if (!ok || exchangeId === undefined) throw new Error(verdict);
  return exchangeId;
};
const exchange = (exchangeId: string): Promise<Schemas["Exchange"]> =>
  dataOf(a.office.GET("/institutions/{heiId}/exchanges/{exchangeId}", { params: { path: { heiId: a.heiId, exchangeId } } }));
const settings = (node: RunningNode) => ({ PASSERELLE_OFFICE_URL: node.officeUrl, PASSERELLE_TOKEN: node.token, PASSERELLE_EXTRA_CA: network.certificates.caFile });

/** The request of an exchange that A made, sent to B again byte for byte. */
const sendAgain = async (exchangeId: string): Promise<string> => {
  const { summary, request: sent } = await exchange(exchangeId);
  const dispatcher = new Agent({ connect: { ca: readFileSync(network.certificates.caFile) } });
  const { statusCode, body } = await request(summary.url, { dispatcher, method: summary.method as "GET", headers: sent.headers, body: Buffer.from(sent.base64 ?? sent.text ?? "", sent.base64 === undefined ? "utf8" : "base64") });
  const text = await body.text();
  await dispatcher.close();
  return `${statusCode} ${/<developer-message>(.*)<\/developer-message>/.exec(text)?.[1]}`;
};

test("a rotation: both directions work in every phase, and the old keys end", async () => {
  const before = await keysOf(a);
  const [client, server] = [inState(before, "client", "in-use")!, inState(before, "server", "in-use")!];
  const exchangeId = await echo(a, b);
  expect(await sendAgain(exchangeId)).toBe("400 This X-Request-Id was used before with this key; expected a fresh one for every request.");

  const rotated = await passerelle(["keys", "rotate", a.heiId], settings(a));
  expect([rotated.status, rotated.stderr]).toEqual([0, ""]);
  expect(rotated.stdout).toMatch(/^New keys of \S+ are in its manifest\. They sign by themselves once the catalogue has shown them long enough; until then the present ones do\.\n/);
  expect((await passerelle(["manifest", "show", a.heiId], settings(a))).stdout.match(/<(?:\w+:)?rsa-public-key>/g)).toHaveLength(4);
  expect(await passerelle(["keys", "rotate", a.heiId], settings(a))).toMatchObject({ status: 1, stderr: expect.stringMatching(/^status 409: The client key [0-9a-f]{64} is announced already/) });

  const phases = new Set<string>();
  let calls = 0;
  await waitUntil("the old keys are withdrawn", SECONDS, async () => {
    const keys = await keysOf(a);
    phases.add(["client", "server"].map((purpose) => keys.filter((key) => key.purpose === purpose).map(({ state }) => state).join("+")).join(" "));
    await Promise.all([look(a), look(b)]);
    await echo(a, b);
    await echo(b, a);
    calls += 2;
    if (keys.filter(({ state }) => state === "withdrawn").length === 2) return true;
    await pause(500);
    throw new Error(JSON.stringify(keys));
  });
  const after = await keysOf(a);
  for (const old of [client, server]) {
    const [gone, used] = [after.find(({ fingerprint }) => fingerprint === old.fingerprint)!, inState(after, old.purpose, "in-use")!];
    expect(used.fingerprint).not.toBe(old.fingerprint);
    // Published at once, seen, in use after the grace period when the old one retired, which was withdrawn after the overlap.
    expect(Date.parse(used.usedAt!) - Date.parse(used.seenAt!)).toBeGreaterThanOrEqual(12_000);
    expect(gone.retiredAt).toBe(used.usedAt);
    expect(Date.parse(gone.withdrawnAt!) - Date.parse(gone.retiredAt!)).toBeGreaterThanOrEqual(10_800);
  }
  expect(calls).toBeGreaterThan(10);
  expect([...phases][0]).toBe("in-use+announced in-use+announced");
  expect([...phases].at(-1)).toBe("withdrawn+in-use withdrawn+in-use");

  await waitUntil("the partner's catalogue has lost the old key", SECONDS, async () => {
    await look(b);
    const told = await sendAgain(exchangeId);
    if (!told.startsWith("403")) throw new Error(told);
    expect(told).toBe(`403 keyId "${client.fingerprint}" is no client key of the catalogue; expected the lower-case hex SHA-256 of one.`);
    return true;
  });
  await echo(a, b);
}, 6 * MINUTES);

test("a compromised key: out of the manifest and the hands of the node at once; partners follow the registry", async () => {
  const { fingerprint } = inState(await keysOf(a), "client", "in-use")!;
  expect(await passerelle(["keys", "withdraw", a.heiId, fingerprint], settings(a))).toMatchObject({ status: 1, stderr: expect.stringMatching(/^status 422: This key signs; expected a retiring or announced one\. Rotate it, or withdraw it as compromised\./) });
  const done = await passerelle(["keys", "withdraw", a.heiId, fingerprint, "--compromised"], settings(a));
  expect([done.status, done.stdout]).toEqual([0, expect.stringMatching(/^The key [0-9a-f]{64} is out of the manifest of \S+, and its private part is destroyed\.\n[^]* {2}compromised {2}[^]*What to do now:\n {2}1\. /)]);
  const exchangeId = await waitUntil("the partner knows the new key", SECONDS, async () => {
    await Promise.all([look(a), look(b)]);
    return echo(a, b);
  });
  const keys = await keysOf(a);
  expect(keys.find((key) => key.fingerprint === fingerprint)).toMatchObject({ state: "compromised" });
  expect((await passerelle(["manifest", "show", a.heiId], settings(a))).stdout.match(/<(?:\w+:)?rsa-public-key>/g)).toHaveLength(2);
  expect(JSON.stringify((await exchange(exchangeId)).request.headers)).toContain(inState(keys, "client", "in-use")!.fingerprint);
  expect(said.filter((line) => /started again/.test(line))).toEqual([]);
}, 5 * MINUTES);
