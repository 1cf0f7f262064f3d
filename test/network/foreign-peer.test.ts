/**
 * A node of another make joins the sandbox by `--extra-manifest`, proposes an agreement, and both sides bring it into force: what both
 * implementations agree on is the protocol. Needs the compiled program: `npm run build`.
 */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { officeClient } from "../../src/sandbox/office-client.js";
import { Side } from "../../src/sandbox/side.js";
import type { ReadyFile } from "../../src/sandbox/network/ready-file.js";
import { findFreeBase } from "../../src/sandbox/processes/free-ports.js";
import { portsOf } from "../../src/sandbox/network/plan.js";
import { getResponse, hashIn, staffTraining } from "../support/ewp/foreign-peer/documents.js";
import { ForeignPeer, type PeerRequest } from "../support/ewp/foreign-peer/peer.js";
import { textsOf } from "../support/ewp/answers.js";
import { serverProcess } from "../support/servers/server-process.js";

const PEER = "peer.example.org";
const PROGRAM = "dist/main.js";
const SECONDS = 300;

const directory = mkdtempSync(join(tmpdir(), "passerelle-foreign-"));
const peer = new ForeignPeer(PEER);
let sandbox: ReturnType<typeof serverProcess> | undefined;
let us: Side;
let node: ReadyFile["nodes"][number];
let caFile = "";
let network: Parameters<ForeignPeer["join"]>[0];

/** Asks again until there is something. */
const until = async <T>(what: string, look: () => Promise<T | undefined | false> | T | undefined | false): Promise<T> => {
  for (let tries = 0; tries < SECONDS * 5; tries++) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await pause(200);
  }
  throw new Error(`waited ${SECONDS} seconds in vain: ${what}`);
};

const certificate = (caFile: string) => {
  const read = (file: string) => readFileSync(join(dirname(caFile), file), "utf8");
  return { ca: readFileSync(caFile, "utf8"), cert: read("server.pem"), key: read("server.key") };
};

beforeAll(async () => {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is not there: run npm run build first`);
  await peer.open();
  const readyFile = join(directory, "ready.json");
  const base = await findFreeBase(24_000, (from) => portsOf(from, 2));
  sandbox = serverProcess(process.execPath, [
    PROGRAM, "sandbox", "--heis", "2", "--no-samples", "--port-base", String(base), "--data-dir", join(directory, "data"), "--extra-manifest", peer.manifestUrl, "--ready-file", readyFile,
  ]);
  const ready = await until("the sandbox is ready", () => sandbox?.child.exitCode === null && existsSync(readyFile) && JSON.parse(readFileSync(readyFile, "utf8")) as ReadyFile);
  const [first] = ready.nodes;
  if (!first) throw new Error("no node");
  node = first;
  caFile = ready.caFile;
  us = new Side({ heiId: node.heiId } as Side["institution"], officeClient({ officeUrl: node.officeUrl, token: node.apiToken, caFile: ready.caFile }));
  network = { ...certificate(ready.caFile), catalogueUrl: ready.registry.catalogueUrl };
  await peer.join(network);
}, SECONDS * 1000);

afterAll(async () => {
  await sandbox?.stop();
  peer.close();
  rmSync(directory, { recursive: true, force: true });
}, 60_000);

/** The next request of this kind that the peer gets from our node, or got already; each is given once. */
const heard = (path: string, id: string): Promise<PeerRequest> => until(`${path} ${id}`, () => {
  const found = peer.received.find((request) => !given.has(request) && request.path === path && request.params.get("iia_id") === id);
  if (found) given.add(found);
  return found;
});
const given = new Set<PeerRequest>();

describe("a foreign peer in the network", () => {
  const copyId = "peer/iia-1~A";
  let ourId = "";

  test("echo: our node answers the peer's signature, and knows who it is", async () => {
    const xml = await peer.call(us.heiId, "echo url", { echo: "Łódź & co" }, "POST");
    expect(textsOf(xml, "hei-id")).toEqual([PEER]);
    expect(textsOf(xml, "echo")).toEqual(["Łódź &amp; co"]);
  });

  test("the peer proposes: told by its notification, our node fetches the copy", async () => {
    peer.copies.set(copyId, { id: copyId, own: PEER, partner: us.heiId, conditions: staffTraining(PEER, us.heiId) + staffTraining(us.heiId, PEER) });
    await peer.call(us.heiId, "iia-cnr url", { iia_id: copyId }, "POST");
    const incoming = await until("the copy is incoming", () => us.incoming(PEER, copyId));
    expect(incoming.theirs).toMatchObject({ partnerHeiId: PEER, iiaId: copyId, current: { hash: hashIn(getResponse([...peer.copies.values()])), validForApproval: true } });
    expect(await heard("/iias/get", copyId)).toMatchObject({ method: "GET", from: us.heiId, faults: [] });
  }, SECONDS * 1000);

  test("our officer adopts it: the peer hears of our copy, finds its own id in it, and the right hash", async () => {
    ourId = await us.adopt(PEER, copyId, { iiaCode: "OURS 1", idempotencyKey: "adopt-1" });
    if ((await us.get(ourId)).stage === "draft") await us.send(ourId);
    expect(await heard("/iia-cnr", ourId)).toMatchObject({ method: "POST", from: us.heiId, faults: [] });
    const xml = await peer.call(us.heiId, "iias get-url", { iia_id: ourId });
    expect(textsOf(xml, "iia-id")).toEqual([ourId, copyId]);
    expect(textsOf(xml, "iia-hash")).toEqual([hashIn(xml)]);
    expect(textsOf(await peer.call(us.heiId, "iias index-url", {}), "iia-id")).toEqual([ourId]);
  }, SECONDS * 1000);

  test("the peer binds its copy to ours: its hash changes, and our node sees it", async () => {
    const bound = { ...peer.copies.get(copyId), partnerIiaId: ourId } as NonNullable<ReturnType<typeof peer.copies.get>>;
    peer.copies.set(copyId, bound);
    await peer.call(us.heiId, "iia-cnr url", { iia_id: copyId }, "POST");
    const { theirs } = await until("our node has the bound copy", async () => {
      const agreement = await us.get(ourId);
      return agreement.theirs?.current.hash === hashIn(getResponse([bound])) && agreement;
    });
    expect(theirs).toMatchObject({ iiaId: copyId });
  }, SECONDS * 1000);

  test("our officer approves: the peer is told by its own id and reads the hash of its copy", async () => {
    await us.approve(ourId);
    expect(await heard("/iia-approval-cnr", copyId)).toMatchObject({ method: "POST", from: us.heiId, faults: [] });
    const xml = await peer.call(us.heiId, "iias-approval url", { iia_id: copyId });
    expect(textsOf(xml, "iia-id")).toEqual([copyId]);
    expect(textsOf(xml, "iia-hash")).toEqual([hashIn(getResponse([...peer.copies.values()]))]);
  }, SECONDS * 1000);

  test("the peer approves: our node asks for it, and the agreement is in force", async () => {
    peer.approvals.set(ourId, hashIn(await peer.call(us.heiId, "iias get-url", { iia_id: ourId })));
    await peer.call(us.heiId, "iia-approval-cnr url", { iia_id: ourId }, "POST");
    expect(await heard("/iias-approval", ourId)).toMatchObject({ from: us.heiId, faults: [] });
    const agreement = await until("in force", async () => {
      const now = await us.get(ourId);
      return now.status === "in-force" && now;
    });
    expect(agreement.stage).toBe("shared");
  }, SECONDS * 1000);

  test("in force is said in our copy, which hashes as before, so the approval holds", async () => {
    const xml = await until("in-effect is served", async () => {
      const served = await peer.call(us.heiId, "iias get-url", { iia_id: ourId });
      return textsOf(served, "in-effect")[0] === "true" && served;
    });
    expect(hashIn(xml)).toBe(peer.approvals.get(ourId));
  }, SECONDS * 1000);

  test("the evidence pack, fetched by the command, proves it offline with the peer's own signatures", () => {
    const archive = join(directory, "pack.tar.gz");
    const environment = { ...process.env, PASSERELLE_OFFICE_URL: node.officeUrl, PASSERELLE_TOKEN: node.apiToken, PASSERELLE_EXTRA_CA: caFile };
    execFileSync(process.execPath, [PROGRAM, "evidence", "pack", us.heiId, ourId, "--out", archive], { env: environment });
    const pack = mkdtempSync(join(directory, "pack-"));
    execFileSync("tar", ["-xzf", archive, "-C", pack]);
    const told = execFileSync(process.execPath, [join(pack, "verify.mjs")], { encoding: "utf8" }).split("\n");
    expect(told).toContain(`proven  Both approved: ${us.heiId} the copy ${copyId} (${hashIn(getResponse([...peer.copies.values()]))}), ${PEER} the copy ${ourId} (${peer.approvals.get(ourId)}).`);
    expect(told.at(-2)).toMatch(/Everything holds\.$/);
  }, SECONDS * 1000);

  test("every request that our node made was signed as the peer demands", () => {
    const ours = peer.received.filter(({ from }) => from === us.heiId);
    expect(ours.filter(({ faults }) => faults.length > 0)).toEqual([]);
    expect([...new Set(ours.map(({ method, path }) => `${method} ${path}`))]).toEqual(expect.arrayContaining(["GET /iias/get", "POST /iia-cnr", "GET /iias-approval", "POST /iia-approval-cnr"]));
  });

  test("and the peer does look: a key that is in no catalogue is refused", async () => {
    const stranger = await new ForeignPeer("stranger.example.org").open();
    try {
      await stranger.join(network);
      await expect(stranger.call(PEER, "echo url", { echo: "x" })).rejects.toThrow(/^echo url of peer\.example\.org: 400 .*<developer-message>key [0-9a-f]{64} is not in the catalogue</s);
      await expect(stranger.call(us.heiId, "echo url", { echo: "x" })).rejects.toThrow(/: 403 .*is no client key of the catalogue/s);
    } finally {
      stranger.close();
    }
  });
});
