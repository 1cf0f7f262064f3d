import { mkdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Clock } from "../../kernel/ports.js";
import { dataOf, type OfficeClient, officeClient } from "../office-client.js";
import type { Personality } from "../partners/personality.js";
import type { Progress } from "../progress.js";
import { takenOf } from "../processes/free-ports.js";
import { Supervisor } from "../processes/supervisor.js";
import { waitUntil } from "../processes/wait-until.js";
import { type CertificateFiles, sandboxCertificates } from "./certificates.js";
import { tellExtraManifests } from "./extra-manifests.js";
import { foreignAuthorities } from "./foreign-authorities.js";
import { createInstitution } from "./institution.js";
import { catalogueUrlAt, type FaultyPlan, type NodePlan, planFaulty, planNodes, portsOf } from "./plan.js";
import { faultyProcess, nodeProcess, registryProcess, type Surroundings } from "./process-specs.js";
import { loadState, type SandboxState } from "./state.js";
import { sandboxTester, type SandboxTester } from "./tester.js";

export interface NetworkOptions {
  readonly portBase: number;
  readonly dataDir: string;
  readonly heis: number;
  readonly redisUrl?: string | undefined;
  /** A PostgreSQL server on which every node gets a database. */
  readonly databaseUrl?: string | undefined;
  readonly extraManifests: readonly string[];
  /** Faulty partners that join. */
  readonly faulty: readonly Personality[];
  /** PEM files of authorities that foreign nodes have their certificates from. */
  readonly extraCas?: readonly string[];
}

/** What the network needs from the process that starts it. */
export interface NetworkPorts {
  readonly clock: Clock;
  readonly progress: Progress;
  readonly supervisor: Supervisor;
  readonly environment: Readonly<Record<string, string>>;
  /** Makes a database unless it is there; gives its address. */
  readonly createDatabase: (serverUrl: string, name: string) => Promise<string>;
}

/** A node that runs. Its pid changes when it is started again: ask the supervisor. */
export interface RunningNode extends NodePlan {
  readonly office: OfficeClient;
  readonly manifestUrl: string;
  /** Its institution was made in this run: its database is fresh. */
  readonly isNew: boolean;
}

export interface RunningNetwork {
  readonly catalogueUrl: string;
  readonly portBase: number;
  readonly certificates: CertificateFiles;
  readonly nodes: readonly RunningNode[];
  readonly faulty: readonly FaultyPlan[];
  readonly tester: SandboxTester;
  /** Of the sandbox; part of the names of its databases. */
  readonly id: string;
  /** Of all sample accounts. */
  readonly password: string;
  /** What earlier runs did about the sample data. */
  readonly samples: SandboxState["samples"];
}

/** Generous: eight embedded databases are made at once on machines that do other things too. */
const SECONDS = 240;

/** Starts registry and nodes and waits until every node sees every other. What was started ends with `supervisor.stop()`. */
export const startNetwork = async (options: NetworkOptions, ports: NetworkPorts): Promise<RunningNetwork> => {
  const { progress, supervisor } = ports;
  await refuseTakenPorts(options);
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const state = loadState(dataDir, options.heis);
  const plans = planNodes(options.portBase, dataDir, state);
  const certificates = await progress.step("development CA and server certificate", () => makeCertificates(dataDir, options, ports.clock));
  const around: Surroundings = { dataDir, portBase: options.portBase, catalogueUrl: catalogueUrlAt(options.portBase), certificates, environment: ports.environment, id: state.id, redisUrl: options.redisUrl };
  const databases = await makeDatabases(plans, state.id, options, ports);
  await progress.step(`${plans.length} nodes, each a process with its own database`, () => startNodes(plans, databases, { around, supervisor }));
  const nodes = await progress.step("an institution on each node, with keys and a manifest", () => Promise.all(plans.map(async (plan): Promise<RunningNode> => {
    const office = officeClient({ officeUrl: plan.officeUrl, token: plan.token, caFile: certificates.caFile });
    // Whoever waits for something of a node stops waiting when everything is stopped.
    office.use({ onRequest: () => supervisor.assertRuns(plan.name) });
    return { ...plan, office, ...await createInstitution(office, plan.institution) };
  })));
  const faulty = planFaulty(options.portBase, options.faulty);
  if (faulty.length > 0) supervisor.start(faultyProcess(faulty, around));
  const tester = await sandboxTester(dataDir);
  supervisor.start(registryProcess([...nodes, ...faulty, tester].map(({ manifestUrl }) => manifestUrl).concat(options.extraManifests), around));
  await progress.step("the local registry has read the manifests, and every node sees every other", () => seeEachOther(nodes, faulty, supervisor));
  supervisor.keepAlive();
  await tellExtraManifests(options.extraManifests, around, progress);
  const samples = nodes.every(({ isNew }) => isNew) ? "none" : state.samples;
  return { catalogueUrl: around.catalogueUrl, portBase: options.portBase, certificates, nodes, faulty, tester, id: state.id, password: state.password, samples };
};

const makeCertificates = async (dataDir: string, { extraCas = [], extraManifests }: NetworkOptions, clock: Clock): Promise<CertificateFiles> =>
  sandboxCertificates(dataDir, clock, [...extraCas.map((file) => readFileSync(file, "utf8")), ...(await foreignAuthorities(extraManifests))]);

const refuseTakenPorts = async ({ portBase, heis, faulty }: NetworkOptions): Promise<void> => {
  const taken = await takenOf(portsOf(portBase, heis, faulty.length));
  if (taken.length > 0) throw new Error(`Port ${taken.join(", ")} is in use, perhaps by a sandbox that still runs. End it, or choose others with --port-base, e.g. --port-base ${portBase + 1000}.`);
};

/** Named after the sandbox, because the keys of its institutions only open with what is in its data directory. */
const makeDatabases = async (plans: readonly NodePlan[], id: string, { databaseUrl }: NetworkOptions, { progress, createDatabase }: NetworkPorts): Promise<ReadonlyMap<string, string>> => {
  if (databaseUrl === undefined) return new Map();
  return progress.step("a database per node", async () => new Map(await Promise.all(plans.map(async ({ name }, at) => [name, await createDatabase(databaseUrl, databaseName(id, at + 1))] as const))));
};

export const databaseName = (id: string, number: number): string => `passerelle_sandbox_${id}_${number}`;

const startNodes = async (plans: readonly NodePlan[], databases: ReadonlyMap<string, string>, { around, supervisor }: { readonly around: Surroundings; readonly supervisor: Supervisor }): Promise<void> => {
  for (const plan of plans) supervisor.start(nodeProcess(plan, databases.get(plan.name), around));
  await Promise.all(plans.map((plan) => whenAnswering(plan, around.certificates.caFile, supervisor)));
};

/** Waits until a node answers the holder of its token. */
export const whenAnswering = async (plan: NodePlan, caFile: string, supervisor: Supervisor): Promise<void> => {
  const office = officeClient({ officeUrl: plan.officeUrl, token: plan.token, caFile });
  await waitUntil(`${plan.name} answers at ${plan.officeUrl}`, SECONDS, async () => {
    supervisor.assertRuns(plan.name);
    return dataOf(office.GET("/me"));
  });
};

const seeEachOther = async (nodes: readonly RunningNode[], faulty: readonly FaultyPlan[], supervisor: Supervisor): Promise<void> => {
  await Promise.all(nodes.map((node) => waitUntil(`${node.name} sees the others in the catalogue`, SECONDS, async () => {
    supervisor.assertRuns("registry");
    supervisor.assertRuns(node.name);
    // A sandbox that is started with fewer institutions than last time has lost many, and that is meant.
    await dataOf(node.office.POST("/catalogue/refresh", { body: { acceptShrunken: true } }));
    const seen = await Promise.all([...nodes, ...faulty].map(({ heiId }) => dataOf(node.office.GET("/partners/{partnerHeiId}", { params: { path: { partnerHeiId: heiId } } }))));
    const waitingFor = seen.filter((partner) => !partner.readyForAgreements);
    if (waitingFor.length > 0) throw new Error(waitingFor.map(({ heiId, missing }) => `${heiId}: ${missing.join("; ")}`).join(" | "));
    return true;
  })));
};
