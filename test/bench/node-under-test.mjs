/** The node under test: `serve` as anybody runs it, with its log on, and agreements that were entered through the REST API. */
import { closeSync, createReadStream, openSync, readFileSync, statSync } from "node:fs";
import { request as requestPlain } from "node:http";
import { request as requestTls } from "node:https";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createInstitution, dataOf, generateToken, MAIN, officeClient, Side, termsBetween } from "./dist.mjs";
import { signedGet } from "./foreign-caller.mjs";
import { freePort } from "./free-port.mjs";
import { start, stop } from "./machine.mjs";

const AGREEMENTS = 40;
const KINDS = ["student-studies", "student-traineeship", "staff-teacher", "staff-training"];
const PATIENCE_MS = 60_000;
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Where a node lives from start to start: its ports, its directory, its database. */
export const planNode = async (name, { directory, network, databaseUrl }) => ({
  name, network, databaseUrl, token: generateToken(), dataDir: join(directory, name), logFile: join(directory, `${name}.log`),
  networkPort: await freePort(), officePort: await freePort(),
});

/** Starts `serve`, with `more` settings if given. Its log goes to a file, as JSON, from `info` on. */
export const startNode = (plan, { tls = false, place, args = [], more = {} } = {}) => {
  const { network: { certificates, catalogueUrl } } = plan;
  const log = openSync(plan.logFile, "a");
  const settings = {
    PUBLIC_URL: `https://127.0.0.1:${plan.networkPort}`, NETWORK_HOST: "127.0.0.1", NETWORK_PORT: plan.networkPort, OFFICE_PORT: plan.officePort,
    ...(tls ? { TLS_CERT: certificates.certFile, TLS_KEY: certificates.keyFile } : { NETWORK_TLS: "proxy" }),
    CATALOGUE_URL: catalogueUrl, EXTRA_CA: certificates.caFile, ALLOW_PRIVATE_ADDRESSES: "true", DATA_DIR: plan.dataDir, BOOTSTRAP_TOKEN: plan.token,
    ...(plan.databaseUrl === undefined ? {} : { DATABASE_URL: plan.databaseUrl }),
    // The partner of the bench is nobody: what is due to it would be tried again and again beside what is measured.
    // One partner asks as fast as the node answers.
    NETWORK_REQUESTS_PER_MINUTE: "0", DELIVERY_INLINE: "false", LOG_FORMAT: "json", LOG_LEVEL: "info", ...more,
  };
  const outside = Object.fromEntries(Object.entries(process.env).filter(([variable]) => !variable.startsWith("PASSERELLE_")));
  const env = { ...outside, ...Object.fromEntries(Object.entries(settings).map(([variable, value]) => [`PASSERELLE_${variable}`, `${value}`])) };
  const child = start(process.execPath, [...args, MAIN, "serve"], { place, env, stdio: ["ignore", log, log] });
  closeSync(log);
  const node = { ...plan, tls, child, address: { host: "127.0.0.1", port: plan.networkPort }, host: `127.0.0.1:${plan.networkPort}` };
  return { ...node, stop: () => stop(child) };
};

export const logLength = ({ logFile }) => statSync(logFile).size;

/** How often a node complained in its log from that place on, by message: whatever it lost or did wrong. */
export const complaintsOf = async ({ logFile }, from) => {
  const counts = {};
  // Line by line: the log of an hour is longer than a string can be.
  for await (const line of createInterface({ input: createReadStream(logFile, { start: from }) })) {
    if (!/^{"level":"(warn|error)"/.test(line)) continue;
    const { message } = JSON.parse(line);
    counts[message] = (counts[message] ?? 0) + 1;
  }
  return counts;
};

/** Resolves with what `ask` gives, as soon as it does not throw. */
export const soon = async (what, node, ask, everyMs = 100) => {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (node.child.exitCode !== null) throw new Error(`the node ended with code ${node.child.exitCode}:\n${readFileSync(node.logFile, "utf8").slice(-2000)}`);
      if (performance.now() > until) throw new Error(`${what}: ${error.message}\n${readFileSync(node.logFile, "utf8").slice(-2000)}`);
      await pause(everyMs);
    }
  }
};

/** The REST API of a running node, once it answers. */
const officeOf = async (node) => {
  const office = officeClient({ officeUrl: `http://127.0.0.1:${node.officePort}`, token: node.token, caFile: node.network.certificates.caFile });
  await soon("the REST API answers", node, () => dataOf(office.GET("/me")));
  return office;
};

/** Enters our institution without agreements; gives the keys that sign its requests and its answers, as DER. */
export const enterInstitution = async (node) => {
  await createInstitution(await officeOf(node), node.network.ours);
  return { clientKeyDer: await publishedKey(node, "client"), serverKeyDer: await publishedKey(node, "server") };
};

/** What an officer of ours does at the node. */
export const officerOf = async (node) => new Side(node.network.ours, await officeOf(node));

/** The terms of a sample agreement. */
export const sampleTerms = ({ network: { ours, partner } }, number, mobilitiesPerYear) =>
  termsBetween({ ours, theirs: partner, iiaCode: `BENCH-${number}`, fromYear: 2030, years: 5, kinds: KINDS, mobilitiesPerYear });

/** Enters an institution and agreements, each sent and edited once more, so that the latest version is not the first. */
export const enterAgreements = async (node) => {
  const { network: { ours, partner } } = node;
  const side = await officerOf(node);
  await soon("the catalogue is there", node, () => dataOf(side.office.GET("/partners/{partnerHeiId}", { params: { path: { partnerHeiId: partner.heiId } } })));
  await createInstitution(side.office, ours);
  const target = (id) => `/ewp/${ours.heiId}/iias/v7/get?iia_id=${id}`;
  const targets = [];
  for (let number = 0; number < AGREEMENTS; number++) {
    const id = await side.create(partner.heiId, sampleTerms(node, number, 2), `bench ${number}`);
    await side.send(id);
    const { mine } = await side.edit(id, sampleTerms(node, number, 4));
    targets.push({ id, hash: mine.hash, target: target(id) });
  }
  return { targets, serverKeyDer: await publishedKey(node, "server") };
};

/** The key that signs answers (`server`) or requests (`client`), from the manifest: where partners get it from. */
const publishedKey = async (node, purpose) => {
  const { body } = await get(node, `/ewp/${node.network.ours.heiId}/manifest.xml`);
  const published = new RegExp(`<${purpose}-credentials-in-use>\\s*<rsa-public-key>([\\s\\S]*?)</rsa-public-key>`).exec(body.toString("utf8").replace(/<(\/?)[\w-]+:/g, "<$1"))?.[1];
  if (published === undefined) throw new Error(`no ${purpose} key in the manifest:\n${body}`);
  return Buffer.from(published, "base64");
};

const get = ({ address, tls, network }, path, headers = {}) => new Promise((resolve, reject) => {
  const request = tls ? requestTls : requestPlain;
  request({ ...address, path, headers, agent: false, ca: readFileSync(network.certificates.caFile) }, (response) => {
    const chunks = [];
    response.on("data", (chunk) => chunks.push(chunk)).on("error", reject).on("end", () => resolve({ status: response.statusCode, body: Buffer.concat(chunks) }));
  }).once("error", reject).end();
});

const CONNECTIONS = 32;

/** What the load generator has to know of a node that runs. */
export const loadOn = ({ address, host, tls, network }, { serverKeyDer, targets }) => ({
  address, host, tls, ca: readFileSync(network.certificates.caFile, "utf8"), callerKeyPem: network.callerKeyPem, serverKeyDer, targets, connections: CONNECTIONS,
});

/** Resolves as soon as the node answers a signed request with the agreement asked for. */
export const firstServed = async (node, { caller, targets: [{ id, target }] }) => soon("a signed request is served", node, async () => {
  const { bytes } = await signedGet({ host: node.host, target, caller });
  const [, ...lines] = bytes.toString("latin1").trimEnd().split("\r\n");
  const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]));
  const { status, body } = await get(node, target, headers);
  if (status !== 200 || !body.includes(id)) throw new Error(`status ${status}`);
}, 5);

/** Resolves as soon as the office listener answers 200 to this. */
export const answered = async (node, path, headers = {}) => soon(`${path} is answered`, node, async () => {
  const { status } = await get({ ...node, tls: false, address: { host: "127.0.0.1", port: node.officePort } }, path, headers);
  if (status !== 200) throw new Error(`status ${status}`);
}, 5);
