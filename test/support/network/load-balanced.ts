/** One node as two `serve` and two `worker` processes behind nginx, a partner with one of each in one process, and a registry. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sandboxCertificates } from "../../../src/sandbox/network/certificates.js";
import { createInstitution } from "../../../src/sandbox/network/institution.js";
import { catalogueUrlAt, type NodePlan } from "../../../src/sandbox/network/plan.js";
import { nodeProcess, registryProcess, type Surroundings } from "../../../src/sandbox/network/process-specs.js";
import { dataOf, officeClient, type OfficeClient } from "../../../src/sandbox/office-client.js";
import { Supervisor } from "../../../src/sandbox/processes/supervisor.js";
import { waitUntil } from "../../../src/sandbox/processes/wait-until.js";
import { INSTITUTIONS, type SampleInstitution } from "../../../src/sandbox/samples/institutions.js";
import { generateToken } from "../../../src/security/token.js";
import { PROGRAM } from "../command-line.js";
import { freePort, listening, serverProcess } from "../servers/server-process.js";

export const NGINX = ["nginx", "/usr/sbin/nginx"].find((name) => {
  try {
    execFileSync(name, ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
});

export interface LoadBalanced {
  readonly pair: SampleInstitution;
  readonly partner: SampleInstitution;
  /** Through nginx, which takes turns. */
  readonly pairOffice: OfficeClient;
  readonly partnerOffice: OfficeClient;
  /** Network listeners of the two, without nginx. */
  readonly doors: readonly [number, number];
  /** The address that partners know, `host:port`. */
  readonly host: string;
  /** Kills a process of the pair for good: `serve-1`, `worker-2`. */
  kill(name: string): Promise<void>;
  stop(): Promise<void>;
}

interface Surrounding {
  readonly directory: string;
  readonly databases: readonly [string, string];
  readonly redisUrl: string;
}

const SECONDS = 240;
const HOST = "127.0.0.1";
const [PAIR, PARTNER] = INSTITUTIONS as readonly [SampleInstitution, SampleInstitution];

const planOf = async (institution: SampleInstitution, directory: string, name: string): Promise<NodePlan> => {
  const [networkPort, officePort] = [await freePort(), await freePort()];
  return {
    name, institution, heiId: institution.heiId, heiName: institution.abbreviation, networkPort, officePort, networkUrl: `https://${HOST}:${networkPort}`, officeUrl: `https://${HOST}:${officePort}`,
    dataDir: join(directory, name), token: generateToken(),
  };
};

/** Starts everything and waits until both nodes see each other. What was started of it ends when that fails. */
export const startLoadBalanced = async (around: Surrounding): Promise<LoadBalanced> => {
  const supervisor = new Supervisor({ program: PROGRAM, report: () => undefined });
  const started: { nginx?: ReturnType<typeof serverProcess> } = {};
  const stop = async (): Promise<void> => {
    await supervisor.stop();
    await started.nginx?.stop();
  };
  try {
    return { ...(await startAll(around, supervisor, (nginx) => { started.nginx = nginx; })), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const startAll = async ({ directory, databases, redisUrl }: Surrounding, supervisor: Supervisor, proxied: (nginx: ReturnType<typeof serverProcess>) => void): Promise<Omit<LoadBalanced, "stop">> => {
  const certificates = await sandboxCertificates(directory, { now: () => new Date() });
  const portBase = await freePort();
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("PASSERELLE_"))) as Record<string, string>;
  const around: Surroundings = { id: "pair", dataDir: directory, portBase, catalogueUrl: catalogueUrlAt(portBase), certificates, environment, redisUrl };
  const front = await planOf(PAIR, directory, "pair");
  const twins = await Promise.all([1, 2].map((number) => twinOf(front, number, directory)));
  const partner = await planOf(PARTNER, directory, "partner");
  const startTwins = (role: string): void => twins.forEach((twin, at) => supervisor.start(processOf({ front, twin, role, number: at + 1 }, databases[0], around)));
  startTwins("serve");
  supervisor.start(nodeProcess(partner, databases[1], around));
  proxied(startNginx(directory, front, twins, certificates));
  await listening(front.networkPort);
  const officeAt = ({ officeUrl, token }: NodePlan): OfficeClient => officeClient({ officeUrl, token, caFile: certificates.caFile });
  const [pairOffice, partnerOffice] = [officeAt(front), officeAt(partner)];
  const offices = [officeAt(twins[0] as NodePlan), officeAt(twins[1] as NodePlan), partnerOffice];
  await Promise.all(offices.map((office) => waitUntil("an office answers", SECONDS, () => dataOf(office.GET("/me")))));
  const manifests = [await createInstitution(pairOffice, PAIR), await createInstitution(partnerOffice, PARTNER)].map(({ manifestUrl }) => manifestUrl);
  // The twin that did not make the institution learns of it within seconds.
  supervisor.start(registryProcess(manifests, around));
  await Promise.all(offices.map(seeAll));
  startTwins("worker");
  return {
    pair: PAIR, partner: PARTNER, pairOffice, partnerOffice, doors: [twins[0]?.networkPort ?? 0, twins[1]?.networkPort ?? 0], host: `${HOST}:${front.networkPort}`,
    kill: (name) => supervisor.crash(name),
  };
};

const twinOf = async (front: NodePlan, number: number, directory: string): Promise<NodePlan> =>
  ({ ...(await planOf(front.institution, directory, `twin-${number}`)), token: front.token });

/** One of the pair's four processes: as on machines of their own, with nothing in common but database, Redis and master secret. */
const processOf = ({ front, twin, role, number }: { readonly front: NodePlan; readonly twin: NodePlan; readonly role: string; readonly number: number }, databaseUrl: string, around: Surroundings) => {
  const spec = nodeProcess({ ...twin, networkUrl: front.networkUrl }, databaseUrl, around);
  const own = { PASSERELLE_NETWORK_TLS: "proxy", PASSERELLE_TLS_CERT: "", PASSERELLE_TLS_KEY: "", PASSERELLE_DELIVERY_INLINE: "false", PASSERELLE_MASTER_KEY: "a secret of the pair alone", PASSERELLE_REDIS_PREFIX: "pair", PASSERELLE_DATA_DIR: `${twin.dataDir}-${role}` };
  return { ...spec, name: `${role}-${number}`, args: [role], env: { ...spec.env, ...own }, logFile: join(around.dataDir, "logs", `${role}-${number}.log`) };
};

/** The documented server block, with both twins behind it; the office door the same way. */
const startNginx = (directory: string, front: NodePlan, twins: readonly NodePlan[], { certFile, keyFile }: Surroundings["certificates"]) => {
  const documented = /```nginx\n([\s\S]*?)```/.exec(readFileSync("docs/operating.md", "utf8"))?.[1] ?? "";
  const site = (port: number, upstream: string): string => documented
    .replace("listen 443 ssl", `listen ${HOST}:${port} ssl`).replace("http://127.0.0.1:8443", upstream)
    .replace(/(ssl_certificate\s+)\S+;/, `$1${certFile};`).replace(/(ssl_certificate_key\s+)\S+;/, `$1${keyFile};`);
  const upstream = (name: string, ports: readonly number[]): string => `upstream ${name} { ${ports.map((port) => `server ${HOST}:${port};`).join(" ")} }`;
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${directory}/nginx/${kind};`);
  mkdirSync(join(directory, "nginx"));
  chmodSync(directory, 0o711); // nginx's workers may run as another user
  writeFileSync(join(directory, "nginx.conf"), [
    `daemon off; pid ${directory}/nginx.pid; error_log ${directory}/nginx-error.log;`, "events {}", "http {", "access_log off;", ...temporary,
    upstream("network", twins.map(({ networkPort }) => networkPort)), upstream("office", twins.map(({ officePort }) => officePort)),
    site(front.networkPort, "http://network"), site(front.officePort, "https://office"), "}",
  ].join("\n"));
  return serverProcess(NGINX ?? "", ["-c", join(directory, "nginx.conf"), "-e", join(directory, "nginx-error.log")]);
};

const seeAll = (office: OfficeClient): Promise<boolean> => waitUntil("a process sees both institutions in the catalogue", SECONDS, async () => {
  await dataOf(office.POST("/catalogue/refresh", { body: { acceptShrunken: true } }));
  for (const { heiId } of [PAIR, PARTNER]) {
    const { readyForAgreements, missing } = await dataOf(office.GET("/partners/{partnerHeiId}", { params: { path: { partnerHeiId: heiId } } }));
    if (!readyForAgreements) throw new Error(`${heiId}: ${missing.join("; ")}`);
  }
  return true;
});
