/**
 * A node as operators run it (a process, with real HTTPS on both sides), a local registry, and scripted partners: where the tests of
 * test/sandbox/partners see what the node does with each fault and what an officer reads. Needs the compiled program: `npm run build`.
 */
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Agent, request } from "undici";
import { createInstitution } from "../../../src/sandbox/network/institution.js";
import { dataOf, type OfficeClient, officeClient } from "../../../src/sandbox/office-client.js";
import { personalitiesOf } from "../../../src/sandbox/partners/personalities.js";
import type { ScriptedNode } from "../../../src/sandbox/partners/scripted-node.js";
import { startPartners } from "../../../src/sandbox/partners/start.js";
import { waitUntil } from "../../../src/sandbox/processes/wait-until.js";
import { serveRegistry } from "../../../src/sandbox/registry/serve.js";
import { INSTITUTIONS, type SampleInstitution } from "../../../src/sandbox/samples/institutions.js";
import { Side } from "../../../src/sandbox/side.js";
import { createDevelopmentCa, issueServerCertificate } from "../../../src/security/keys/certificates.js";
import { generateToken } from "../../../src/security/token.js";
import { keptLog } from "../fixed-ports.js";
import { embeddedDatabase } from "../servers/embedded.js";
import { freePort, serverProcess } from "../servers/server-process.js";

const PROGRAM = "dist/main.js";
const SECONDS = 90;
const clock = { now: () => new Date() };
const ids = { uuid: () => randomUUID() };

export interface Stage {
  readonly us: Side;
  readonly office: OfficeClient;
  /** The public address of our node, e.g. `127.0.0.1:40123`. */
  readonly ourHost: string;
  partner(id: string): ScriptedNode;
  /** Asks again until there is something. */
  until<T>(what: string, look: () => Promise<T | undefined | false> | T | undefined | false): Promise<T>;
  /** The node reads the catalogue, which the registry has made anew. */
  newCatalogue(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts all of it; `settings` are the node's, without their prefix. */
export const startStage = async (names: readonly string[], settings: Readonly<Record<string, string>> = {}): Promise<Stage> => {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is not there: run npm run build first`);
  const directory = mkdtempSync(join(tmpdir(), "passerelle-partners-"));
  const [registryPort, networkPort, officePort] = [await freePort(), await freePort(), await freePort()];
  const files = await certificates(directory);
  const catalogueUrl = `https://127.0.0.1:${registryPort}/catalogue-v1.xml`;
  const partners = await startPartners({ personalities: personalitiesOf(names), port: 0, ca: files.authority, catalogueUrl }, { clock, ids });
  const [ours] = INSTITUTIONS as [SampleInstitution];
  const ourHost = `127.0.0.1:${networkPort}`;
  const manifestUrls = [`https://${ourHost}/ewp/${ours.heiId}/manifest.xml`, ...partners.nodes.map(({ manifestUrl }) => manifestUrl)];
  const registry = await serveRegistry({ port: registryPort, tlsCert: files.cert, tlsKey: files.key, caFile: files.ca, manifestUrls, pollSeconds: 3600 }, { clock, logger: keptLog() });
  const token = generateToken();
  const database = await embeddedDatabase();
  const node = serverProcess(process.execPath, [PROGRAM, "serve"], { env: {
    ...prefixed({
      PUBLIC_URL: `https://${ourHost}`, NETWORK_HOST: "127.0.0.1", NETWORK_PORT: `${networkPort}`, TLS_CERT: files.cert, TLS_KEY: files.key,
      OFFICE_PORT: `${officePort}`, OFFICE_TLS_CERT: files.cert, OFFICE_TLS_KEY: files.key, DATA_DIR: join(directory, "data"), DATABASE_URL: database.url,
      BOOTSTRAP_TOKEN: token, CATALOGUE_URL: catalogueUrl, CATALOGUE_REFRESH_MINUTES: "180", EXTRA_CA: files.ca, ALLOW_PRIVATE_ADDRESSES: "true",
      HEADERS_SECONDS: "2", DELIVERY_RETRY_SECONDS: "0.2", PULL_MINUTES: "10080", SWEEP_HOURS: "720", SURVEY_PER_MINUTE: "0.001", LOG_LEVEL: "error", ...settings,
    }),
  } });
  const dispatcher = new Agent({ connect: { ca: files.authority.certificatePem } });
  const office = officeClient({ officeUrl: `https://127.0.0.1:${officePort}`, token, caFile: files.ca });
  const stop = async (): Promise<void> => {
    await node.stop();
    await Promise.all([partners.stop(), registry.stop(), dispatcher.destroy(), database.stop()]);
    rmSync(directory, { recursive: true, force: true });
  };
  const until: Stage["until"] = (what, look) => waitUntil(what, SECONDS, async () => (await look()) || undefined);
  const newCatalogue = async (): Promise<void> => {
    const { statusCode, body } = await request(new URL("/refresh", catalogueUrl), { method: "POST", dispatcher });
    await body.dump();
    if (statusCode !== 200) throw new Error(`the registry answered ${statusCode}`);
    await dataOf(office.POST("/catalogue/refresh", { body: { acceptShrunken: true } }));
  };
  try {
    await until("the node answers", async () => {
      if (node.child.exitCode !== null) throw new Error("the node has ended");
      return dataOf(office.GET("/me"));
    });
    await createInstitution(office, ours);
    await newCatalogue();
  } catch (error) {
    await stop();
    throw error;
  }
  const partner = (id: string): ScriptedNode => {
    const found = partners.nodes.find(({ personality }) => personality.id === id);
    if (!found) throw new Error(`${id} was not started`);
    return found;
  };
  return { us: new Side(ours, office), office, ourHost, partner, until, newCatalogue, stop };
};

const prefixed = (settings: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(settings).map(([name, value]) => [`PASSERELLE_${name}`, value]));

const certificates = async (directory: string) => {
  const validity = { now: clock.now(), days: 2 };
  const authority = await createDevelopmentCa("Test authority", validity);
  const { certificatePem, privateKey } = await issueServerCertificate(authority, ["127.0.0.1", "localhost"], validity);
  const files = { ca: join(directory, "ca.pem"), cert: join(directory, "server.pem"), key: join(directory, "server.key") };
  writeFileSync(files.ca, authority.certificatePem);
  writeFileSync(files.cert, certificatePem);
  writeFileSync(files.key, privateKey.export({ type: "pkcs8", format: "pem" }));
  return { ...files, authority };
};
