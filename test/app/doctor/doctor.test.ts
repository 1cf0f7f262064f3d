/** Faults planted around a real node: each is found by its check, with the sentence and the fix that an operator reads. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import { request as httpsRequest } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import type { Circumstances } from "../../../src/app/doctor/circumstances.js";
import { CHECKS, examine } from "../../../src/app/doctor/doctor.js";
import { createSystem } from "../../../src/app/system.js";
import { loadConfig } from "../../../src/config/load.js";
import type { HostKey } from "../../../src/domain/keys/model.js";
import { createDevelopmentCa, createIntermediateCa, issueServerCertificate } from "../../../src/security/keys/certificates.js";
import type { CertifiedKey } from "../../../src/security/keys/certificates.js";
import { openStore } from "../../../src/store/open.js";
import { FULL_INSTITUTION } from "../../support/agreements/profiles.js";
import { hostSpec, snapshotOf, type TestHost, testHost } from "../../support/ewp/ewp-hosts.js";
import { P, type SliceNode, startSliceNode, US } from "../../support/ewp/slice-node.js";
import { keptLog } from "../../support/fixed-ports.js";
import { frontServer, type Front } from "../../support/servers/front.js";
import { havePostgres, testDatabase } from "../../support/servers/postgres.js";
import { haveRedis, testRedis } from "../../support/servers/redis.js";

let net: SliceNode;
let registry: Front;
let healthy: Circumstances;
const fronts: Front[] = [];
const directory = mkdtempSync(join(tmpdir(), "passerelle-doctor-"));
const GIB = 2 ** 30;
const now = () => new Date();
const silent = { ...createSystem({ level: "error", format: "json" }), logger: keptLog() };

const keysOf = ({ client, server }: TestHost): HostKey[] => (["client", "server"] as const).map((purpose) => ({
  heiId: US, purpose, fingerprint: (purpose === "client" ? client : server).fingerprint, sealed: "", createdAt: now(), usedAt: now(),
}));

const configFor = (env: Record<string, string>) => loadConfig({
  env: {
    PASSERELLE_PUBLIC_URL: net.node.publicUrl, PASSERELLE_NETWORK_TLS: "proxy", PASSERELLE_CATALOGUE_URL: registry.url, PASSERELLE_DATA_DIR: directory,
    PASSERELLE_DATABASE_URL: "postgres://nobody@127.0.0.1:1/none", ...env,
  },
  readFile: () => "",
}).config;

beforeAll(async () => {
  net = await startSliceNode();
  net.node.clock.set(now());
  await net.store.institutions.put(FULL_INSTITUTION);
  registry = await front({ answer: (_, response) => response.writeHead(200, { date: now().toUTCString() }).end("x") });
  const { us } = net.hosts;
  healthy = {
    config: configFor({}), system: silent, authorities: [net.node.ca], ours: [US], space: async () => ({ free: 50 * GIB, total: 100 * GIB }),
    store: { ...net.store, keys: { ...net.store.keys, list: async () => keysOf(us) }, serverFacts: async () => SOUND_SERVER },
    snapshot: snapshotOf({ hosts: [hostSpec(us)], keys: [us.client, us.server] }),
  };
});
afterAll(async () => {
  for (const each of fronts) await each.close();
  await net.close();
  rmSync(directory, { recursive: true });
});

const front = async (parts: Parameters<typeof frontServer>[0]): Promise<Front> => {
  const opened = await frontServer(parts);
  fronts.push(opened);
  return opened;
};

const SOUND_SERVER = { number: 150_000, version: "15.0", settings: { fsync: "on", full_page_writes: "on", synchronous_commit: "on" }, connections: { used: 5, most: 100 } };

/** What the check of this name finds: level and sentence, and the fix if there is one. */
const found = async (name: string, changes: Partial<Circumstances> = {}): Promise<string[]> => {
  const checks = CHECKS.filter((check) => check.name === name);
  expect(checks).toHaveLength(1);
  return (await examine({ ...healthy, ...changes }, checks)).map(({ level, says, fix }) => `${level}: ${says}${fix === undefined ? "" : ` -> ${fix}`}`);
};
const atUrl = (url: string, more: Record<string, string> = {}) => ({ config: configFor({ PASSERELLE_PUBLIC_URL: url, ...more }) });

test("nothing is wrong around a sound node", async () => {
  const levels = (await examine(healthy, CHECKS.filter(({ name }) => name !== "Node.js"))).map(({ check, level }) => `${check}: ${level}`);
  expect(levels).toEqual(["clock: ok", "disk: ok", "database: ok", "Redis: skipped", "outbox: ok", "records: ok", "TLS as partners see it: warning", "manifest at its public address: ok", "Host header behind the proxy: ok", "keys in the catalogue: ok"]);
});

test.each([[-10, "behind"], [10, "ahead of"]])("a clock that is %d minutes off", async (minutes, where) => {
  const clock = { now: () => new Date(Date.now() + minutes * 60_000) };
  const [says] = await found("clock", { system: { ...silent, clock } });
  expect(says).toMatch(new RegExp(`^fault: This machine's clock is (599|600|601) seconds ${where} the registry's\\. Partners refuse requests that are dated more than 5 minutes off\\. -> Synchronise the clock`));
});

test("a disk that is nearly full", async () => {
  expect(await found("disk", { space: async () => ({ free: 0.1 * GIB, total: 100 * GIB }) })).toEqual([
    `fault: 0.1 GB of 100.0 GB are free in ${directory}. -> Free or add room. Evidence grows with every exchange: docs/operating.md tells how much and how long it is kept.`,
  ]);
});

describe("TLS", () => {
  const validity = { now: new Date(), days: 300 };
  const pem = ({ privateKey }: CertifiedKey) => privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const answer = (_: unknown, response: { end(): unknown }) => void response.end();

  test("an intermediate certificate that is not sent; the whole chain is good", async () => {
    const ca = await createDevelopmentCa("Root", validity);
    const intermediate = await createIntermediateCa(ca, "Intermediate", validity);
    const leaf = await issueServerCertificate(intermediate, ["127.0.0.1"], validity);
    const authorities = [ca.certificatePem];
    const cut = await front({ tls: { cert: leaf.certificatePem, key: pem(leaf) }, answer });
    expect((await found("TLS as partners see it", { ...atUrl(cut.url), authorities }))[0]).toMatch(/^fault: The intermediate certificate is missing \(1 sent; valid until \d{4}-\d\d-\d\d\)\. -> Send the whole chain/);
    const whole = await front({ tls: { cert: leaf.certificatePem + intermediate.certificatePem, key: pem(leaf) }, answer });
    expect((await found("TLS as partners see it", { ...atUrl(whole.url), authorities }))[0]).toMatch(/^ok: The certificate is good until /);
  });

  test("a certificate that has expired, and one that soon will", async () => {
    const ca = await createDevelopmentCa("Root", { now: new Date(Date.now() - 40 * 86_400_000), days: 300 });
    const authorities = [ca.certificatePem];
    const expired = await issueServerCertificate(ca, ["127.0.0.1"], { now: new Date(Date.now() - 30 * 86_400_000), days: 20 });
    const soon = await issueServerCertificate(ca, ["127.0.0.1"], { now: new Date(Date.now() - 30 * 86_400_000), days: 40 });
    const [first, second] = [await front({ tls: { cert: expired.certificatePem, key: pem(expired) }, answer }), await front({ tls: { cert: soon.certificatePem, key: pem(soon) }, answer })];
    expect((await found("TLS as partners see it", { ...atUrl(first.url), authorities }))[0]).toMatch(/^fault: A certificate has expired .* -> Renew it/);
    expect((await found("TLS as partners see it", { ...atUrl(second.url), authorities }))[0]).toMatch(/^warning: The certificate expires in \d+ days\. -> Renew it now/);
  });

  test("a certificate for another name, and nobody there", async () => {
    const ca = await createDevelopmentCa("Root", validity);
    const other = await issueServerCertificate(ca, ["other.example"], validity);
    const wrong = await front({ tls: { cert: other.certificatePem, key: pem(other) }, answer });
    expect((await found("TLS as partners see it", { ...atUrl(wrong.url), authorities: [ca.certificatePem] }))[0]).toMatch(/^fault: The certificate is not for 127\.0\.0\.1: .* -> Get a certificate that names the host/);
    expect((await found("TLS as partners see it", atUrl("https://127.0.0.1:1")))[0]).toMatch(/^fault: https:\/\/127\.0\.0\.1:1 cannot be reached over TLS from here: connect ECONNREFUSED/);
  });
});

/** A proxy in front of the node. `host`: what it makes of the Host header. */
const proxy = (host: (received: string) => string): Promise<Front> => front({
  answer: (request, response) => {
    const forwarded = httpsRequest({ host: "127.0.0.1", port: net.node.port, path: request.url, headers: { ...request.headers, host: host(request.headers.host ?? "") }, rejectUnauthorized: false, setHost: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    forwarded.end();
  },
});

test("a proxy that rewrites the Host header", async () => {
  const bad = await proxy(() => "backend:8443");
  const [says] = await found("Host header behind the proxy", atUrl(bad.url));
  expect(says).toBe(`fault: A request to ${bad.url}/ewp/${US}/echo/v2 arrived changed: the node answers 400, "Host \\"backend:8443\\" is not this server." -> The proxy has to pass path, query and headers on as they came. `
    + "With nginx: `proxy_set_header Host $http_host;` and `proxy_pass` without a path; with Apache: `ProxyPreserveHost On` and `AllowEncodedSlashes NoDecode`.");
});

describe("the manifest at its public address", () => {
  test("another server answers there", async () => {
    const other = await front({ answer: (_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>welcome</html>") });
    expect((await found("manifest at its public address", atUrl(other.url)))[0]).toMatch(/^fault: What https:\S+ answers is no manifest: .* -> Another server answers there/);
    const none = await front({ answer: (_, response) => response.writeHead(404).end() });
    expect((await found("manifest at its public address", atUrl(none.url)))[0]).toMatch(/^fault: https:\S+ answers 404\. -> The proxy has to pass the whole path/);
  });

  test("it has other keys and other addresses than this node", async () => {
    const through = await proxy((host) => host);
    const keys = keysOf(testHost(US));
    const store = { ...net.store, keys: { ...net.store.keys, list: async () => keys } };
    const [says] = await found("manifest at its public address", { ...atUrl(through.url), store });
    expect(says).toContain(`is not what this node says: it lacks ${through.url}/ewp/${US}/manifest.xml and `);
    expect(says).toContain(`it lacks our client key ${keys[0]?.fingerprint.slice(0, 16)}…; it has a client key that is not ours, ${net.hosts.us.client.fingerprint.slice(0, 16)}…`);
  });
});

describe("the catalogue", () => {
  test("does not list us", async () => {
    const p = testHost(P);
    const snapshot = snapshotOf({ hosts: [hostSpec(p)], keys: [p.client, p.server] });
    expect(await found("keys in the catalogue", { snapshot })).toEqual([
      `fault: The catalogue does not list ${US}: no partner can reach it. -> Register the manifest's address with the registry (docs/joining-the-network.md), and see there what it says of the manifest.`,
    ]);
  });

  test("lists us with another key", async () => {
    const other = testHost(US);
    const snapshot = snapshotOf({ hosts: [hostSpec(other)], keys: [other.client, other.server] });
    expect((await found("keys in the catalogue", { snapshot }))[0]).toBe(
      `fault: The catalogue does not show the client key ${net.hosts.us.client.fingerprint.slice(0, 16)}… of ${US}, which signs: every partner refuses its requests. -> Compare the manifest that partners see with ours (next check); the registry reads it every few minutes.`);
  });

  test("cannot be read", async () => {
    expect((await found("keys in the catalogue", { snapshot: "The registry's catalogue could not be read: no answer" }))[0]).toMatch(/^fault: The registry's catalogue could not be read: no answer -> Check PASSERELLE_CATALOGUE_URL/);
  });
});

test("deliveries that nobody makes", async () => {
  const dueAt = new Date(Date.now() - 42 * 60_000);
  await net.store.outbox.add([{ kind: "refresh-iia", heiId: US, partnerHeiId: P, objectId: "x", dueAt }]);
  expect(await found("outbox")).toEqual(["fault: The oldest of 1 waiting deliveries has been due for 42 minutes: nobody delivers. -> Start `passerelle worker`, or set PASSERELLE_DELIVERY_INLINE=true; see its log if one runs."]);
});

test("a database that is not there, one that is too old, and one that must not be trusted", async () => {
  expect((await found("database", { store: "The database could not be opened: connect ECONNREFUSED" }))[0]).toBe("fault: The database could not be opened: connect ECONNREFUSED -> Start PostgreSQL, or correct PASSERELLE_DATABASE_URL.");
  const old = { ...net.store, serverFacts: async () => ({ ...SOUND_SERVER, number: 130_011, version: "13.11" }) };
  expect(await found("database", { store: old })).toEqual(["fault: PostgreSQL 13.11 is too old. -> Upgrade to PostgreSQL 14 or newer."]);
  if (!havePostgres()) return;
  const database = await testDatabase();
  const store = await openStore({ url: database.url, clock: silent.clock, logger: silent.logger });
  await store.migrate();
  const findings = await found("database", { store });
  await store.close();
  await database.stop();
  // The servers of the tests are fast and careless, on purpose.
  if (process.env["PASSERELLE_TEST_DATABASE_URL"] === undefined) expect(findings).toEqual(["fault: PostgreSQL runs with fsync=off: what it has confirmed may be lost or damaged by a power cut. -> Set fsync=on in postgresql.conf and reload it."]);
});

test("a Redis that evicts, one that forgets, and none", async () => {
  expect((await found("Redis", { config: configFor({ PASSERELLE_REDIS_URL: "redis://127.0.0.1:1" }) }))[0]).toMatch(/^fault: Redis does not answer: connect ECONNREFUSED .* -> Start it/);
  if (!haveRedis()) return;
  const redis = await testRedis();
  const client = new Redis(redis.url);
  const config = configFor({ PASSERELLE_REDIS_URL: redis.url });
  expect((await found("Redis", { config }))[0]).toMatch(/^ok: Redis [\d.]+ evicts nothing and keeps an append-only file\.$/);
  await client.config("SET", "maxmemory-policy", "allkeys-lru");
  await client.config("SET", "appendonly", "no");
  const findings = await found("Redis", { config });
  await client.quit();
  await redis.stop();
  expect(findings[0]).toMatch(/^fault: Redis throws entries away when memory is short \(maxmemory-policy allkeys-lru\)\. -> Set `maxmemory-policy noeviction`/);
  expect(findings[1]).toMatch(/^warning: Redis keeps no append-only file/);
});
