/** Notifications of a partner with many nominations, taken in and looked at, beside a client that only asks that partner. */
import { createHash, createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { Agent } from "node:http";
import { createServer } from "node:https";
import pg from "pg";
import "../typescript.mjs";
import { callerOf } from "../ask-signed.mjs";
import { createDatabase, dropDatabase, nominationDocument } from "../dist.mjs";
import { cpuSeconds, familyCpuSeconds } from "../machine.mjs";
import { program } from "../messages.mjs";
import { enterInstitution, logLength, planNode, soon, startNode } from "../node-under-test.mjs";
import { notifyOf } from "../notify.mjs";
import { table } from "../report.mjs";

const NOMINATIONS = { quick: 1_000, full: 10_000 };
const DELAY_MS = 20;
const RATIO = 0.8;
/** Signed notifications under way at the same time. */
const NOTIFIERS = 8;
const PATIENCE_MS = 600_000;
/** `calls`: as many as the node makes at the same time, which is its own choice. */
const ROWS = [
  { name: "one nomination per call", idsPerCall: 1, calls: 4 },
  { name: "up to 50 nominations per call", idsPerCall: 50, calls: 2 },
];

const measure = async ({ quick, directory, say, network, postgres, rows: names, args }) => {
  const server = await postgres();
  if (!server) return [];
  const known = await network();
  const figures = [];
  for (const row of ROWS.filter(({ name }) => names.includes(name))) {
    const figure = await measureRow(row, { server, known, directory, args, count: quick ? NOMINATIONS.quick : NOMINATIONS.full });
    say(`incoming, ${row.name}: ${figure.perSecond.toFixed(0)}/s of ${figure.ceilingPerSecond.toFixed(0)}/s, ${figure.cpuMs.toFixed(1)} ms of processor time each, ${figure.calls} calls`);
    figures.push(figure);
  }
  return figures;
};

const measureRow = async ({ name, idsPerCall, calls }, { server, known, directory, args, count }) => {
  const { certificates, ours, partner } = known;
  const tls = { cert: readFileSync(certificates.certFile), key: readFileSync(certificates.keyFile) };
  const [nominating, reader] = [program("nominating-partner.mjs", undefined, tls), program("bare-reader.mjs")];
  const open = [{ stop: async () => nominating.child.disconnect() }, { stop: async () => reader.child.disconnect() }];
  try {
    const { port, keyDer } = await nominating.begun;
    const registry = await openRegistry({ tls, port, keyDer, known, idsPerCall });
    open.push(registry);
    const databaseName = `passerelle_bench_incoming_${idsPerCall}_${process.pid}`;
    const databaseUrl = await createDatabase(server.url, databaseName);
    open.push({ stop: () => dropDatabase(server.url, databaseName) });
    const database = new pg.Client({ connectionString: databaseUrl });
    await database.connect();
    open.push({ stop: () => database.end() });
    const node = startNode(await planNode(`incoming-${idsPerCall}`, { directory, network: { ...known, catalogueUrl: registry.url }, databaseUrl }), { args, more: { DELIVERY_INLINE: "true" } });
    open.push(node);
    const { clientKeyDer } = await enterInstitution(node);
    const ids = Array.from({ length: count }, (_, number) => `bench-${number}`);
    const callerKeys = [clientKeyDer, (await reader.begun).keyDer];
    await nominating.ask({ kind: "show", callerKeys, ids, delayMs: DELAY_MS, ...nominationDocument({ from: partner, to: ours }) });
    const target = "/omobilities/get";
    const asked = { kind: "ask", port, ca: readFileSync(certificates.caFile, "utf8"), target, idsPerCall, calls };
    // The first ones meet cold compilers.
    await reader.ask({ ...asked, ids: ids.slice(0, count / 10) });
    const { ms } = await reader.ask({ ...asked, ids });
    const before = await nominating.ask({ kind: "count" });
    const taken = await takeIn(node, { database, server, ids, idsPerCall });
    const after = await nominating.ask({ kind: "count" });
    const ceilingPerSecond = (count / ms) * 1000;
    const perSecond = count / taken.seconds;
    return { name, count, perSecond, ceilingPerSecond, ratio: perSecond / ceilingPerSecond, cpuMs: (taken.cpuSeconds * 1000) / count, calls: after.calls - before.calls, served: after.served - before.served };
  } finally {
    for (const one of open.reverse()) await one.stop();
  }
};

/** From the first notification until the last nomination is recorded. */
const takeIn = async (node, { database, server, ids, idsPerCall }) => {
  const from = logLength(node);
  await soon("notifications are taken", node, () => notifyOf(node, { caller: callerOf(node.network.callerKeyPem), path: "omobility-cnr/v2", ids: ["before"], agent: false }));
  await soon("it delivers", node, async () => {
    const { rows: [{ open }] } = await database.query("select count(*)::int as open from outbox where state in ('waiting', 'leased')");
    if (open > 0 || logLength(node) < from) throw new Error(`${open} deliveries wait`);
  });
  const processor = () => cpuSeconds(node.child.pid) + (server.pid === undefined ? 0 : familyCpuSeconds(server.pid));
  const [agent, caller] = [new Agent({ keepAlive: true, maxSockets: NOTIFIERS }), callerOf(node.network.callerKeyPem)];
  const left = Array.from({ length: Math.ceil(ids.length / idsPerCall) }, (_, at) => ids.slice(at * idsPerCall, (at + 1) * idsPerCall));
  const [began, cpuFrom] = [performance.now(), processor()];
  const notified = Promise.all(Array.from({ length: NOTIFIERS }, async () => {
    for (let batch = left.pop(); batch; batch = left.pop()) await notifyOf(node, { caller, path: "omobility-cnr/v2", ids: batch, agent });
  }));
  for (let known = 0; known < ids.length;) {
    if (performance.now() - began > PATIENCE_MS) throw new Error(`only ${known} of ${ids.length} nominations were read`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    known = (await database.query("select count(*)::int as known from imobilities where id like 'bench-%'")).rows[0].known;
  }
  const seconds = (performance.now() - began) / 1000;
  await notified;
  agent.destroy();
  return { seconds, cpuSeconds: processor() - cpuFrom };
};

/** A registry that shows the partner with `omobilities` only. */
const openRegistry = async ({ tls, port, keyDer, known: { partner, callerKeyPem }, idsPerCall }) => {
  const { apiEntry, catalogueXml, httpSecurity, parts } = await import("../../support/registry/catalogue-xml.ts");
  const fingerprintOf = (der) => createHash("sha256").update(der).digest("hex");
  const callerDer = createPublicKey(callerKeyPem).export({ format: "der", type: "spki" });
  const at = `https://127.0.0.1:${port}/omobilities`;
  const entry = apiEntry("omobilities", "3.0.0", httpSecurity() + parts({ "get-url": `${at}/get`, "index-url": `${at}/index`, "update-url": `${at}/update`, "max-omobility-ids": idsPerCall }));
  const keys = [keyDer, callerDer].map((der) => ({ fingerprint: fingerprintOf(der), der }));
  const xml = catalogueXml({ hosts: [{ heiIds: [partner.heiId], serverKeys: [fingerprintOf(keyDer)], clientKeys: [fingerprintOf(callerDer)], entries: [entry] }], keys });
  const server = createServer(tls, (_, response) => response.writeHead(200, { etag: '"1"' }).end(xml));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `https://127.0.0.1:${server.address().port}/catalogue-v1.xml`, stop: () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())) };
};

export const section = {
  key: "incoming",
  title: `Notifications of new nominations taken in and looked at, on PostgreSQL, from a partner that answers after ${DELAY_MS} ms.\nCeiling: a client that asks the same partner for the same ids, as many at a time by as many calls, and forgets the answers.`,
  rows: ROWS.map(({ name }) => name),
  measure,
  show: (figures) => (figures.length === 0 ? "Not without PostgreSQL." : table(["the partner takes", "nominations", "recorded per second", "the partner alone", "share", "CPU ms each", "calls", "documents read"],
    figures.map(({ name, count, perSecond, ceilingPerSecond, ratio, cpuMs, calls, served }) => [name, `${count}`, perSecond.toFixed(0), ceilingPerSecond.toFixed(0), ratio.toFixed(2), cpuMs.toFixed(1), `${calls}`, `${served}`]))),
  targets: (figures) => figures.map(({ name, count, ratio }) => ({ what: `${count} notifications taken in and looked at, ${name}: share of what the partner alone can serve`, target: `>= ${RATIO}`, measured: ratio.toFixed(2), met: ratio >= RATIO })),
};
