import { join } from "node:path";
import type { ProcessSpec } from "../processes/supervisor.js";
import type { CertificateFiles } from "./certificates.js";
import { doorPortAt, type FaultyPlan, type NodePlan } from "./plan.js";

/** What all processes of one sandbox have in common. */
export interface Surroundings {
  /** Tells sandboxes apart that share a Redis. */
  readonly id: string;
  readonly dataDir: string;
  readonly portBase: number;
  readonly catalogueUrl: string;
  readonly certificates: CertificateFiles;
  /** Environment without our settings. */
  readonly environment: Readonly<Record<string, string>>;
  readonly redisUrl?: string | undefined;
}

/** `passerelle serve` for one node, configured by its environment alone, as any node is. */
export const nodeProcess = (node: NodePlan, databaseUrl: string | undefined, { certificates, catalogueUrl, ...around }: Surroundings): ProcessSpec => ({
  name: node.name,
  args: ["serve"],
  logFile: join(around.dataDir, "logs", `${node.name}.log`),
  env: {
    // Nobody waits for days in front of a sandbox: a rotation takes minutes, unless the surroundings say otherwise.
    ...prefixed({ KEY_GRACE_MINUTES: "1.5", KEY_OVERLAP_HOURS: "0.05" }),
    ...around.environment,
    ...prefixed({
      PUBLIC_URL: node.networkUrl,
      NETWORK_HOST: "127.0.0.1",
      NETWORK_PORT: `${node.networkPort}`,
      TLS_CERT: certificates.certFile,
      TLS_KEY: certificates.keyFile,
      OFFICE_PORT: `${node.officePort}`,
      OFFICE_TLS_CERT: certificates.certFile,
      OFFICE_TLS_KEY: certificates.keyFile,
      DATA_DIR: node.dataDir,
      BOOTSTRAP_TOKEN: node.token,
      CATALOGUE_URL: catalogueUrl,
      CATALOGUE_REFRESH_MINUTES: "1",
      EXTRA_CA: certificates.trustFile,
      ALLOW_PRIVATE_ADDRESSES: "true",
      // People wait in front of a sandbox: what a partner missed while it was down is tried again at once.
      DELIVERY_RETRY_SECONDS: "0.5",
      DELIVERY_LEASE_SECONDS: "5",
      PULL_MINUTES: "1",
      SWEEP_HOURS: "0.05",
      ADMIN_PROVIDER: "Sandbox (Passerelle)",
      LOG_FORMAT: "json",
      REDIS_PREFIX: `passerelle-${around.id}-${node.name}`,
      ...around.redisUrl !== undefined && { REDIS_URL: around.redisUrl },
      ...databaseUrl !== undefined && { DATABASE_URL: databaseUrl },
    }),
  },
});

/** `passerelle registry` with the manifests that it reads. */
export const registryProcess = (manifestUrls: readonly string[], { portBase, dataDir, certificates, environment }: Surroundings): ProcessSpec => ({
  name: "registry",
  args: [
    "registry", "--port", `${portBase}`, "--tls-cert", certificates.certFile, "--tls-key", certificates.keyFile, "--ca", certificates.trustFile,
    ...manifestUrls.flatMap((url) => ["--manifest", url]),
  ],
  logFile: join(dataDir, "logs", "registry.log"),
  env: { ...environment, PASSERELLE_LOG_FORMAT: "json" },
});

/** `passerelle partners` with the faulty partners, which join by their manifests. */
export const faultyProcess = (faulty: readonly FaultyPlan[], { portBase, dataDir, catalogueUrl, certificates, environment }: Surroundings): ProcessSpec => ({
  name: "partners",
  args: [
    "partners", "--port", `${doorPortAt(portBase)}`, "--catalogue", catalogueUrl, "--ca", certificates.caFile, "--ca-key", certificates.caKeyFile,
    ...faulty.flatMap(({ personality }) => ["--with", personality.id]),
  ],
  logFile: join(dataDir, "logs", "partners.log"),
  env: { ...environment, PASSERELLE_LOG_FORMAT: "json" },
});

const prefixed = (settings: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(settings).map(([name, value]) => [`PASSERELLE_${name}`, value]));
