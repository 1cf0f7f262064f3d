import { readFileSync } from "node:fs";
import { join } from "node:path";
import { masterSecret } from "../config/master-secret.js";
import type { Config } from "../config/settings.js";
import { createAgreements } from "../domain/agreements/service.js";
import { createCourses } from "../domain/courses/service.js";
import { FeedWatch } from "../domain/feed/watch.js";
import { courseDocument } from "../ewp/transcript-documents.js";
import { iiasApprovalV2Client } from "../ewp/iias-approval/v2/client.js";
import { iiasV7Client } from "../ewp/iias/v7/client.js";
import { hashCopy } from "../ewp/iias/v7/hash-copy.js";
import { createMonitor } from "../ewp/monitoring/v0/client.js";
import { createCalls } from "../ewp/runtime/outgoing/create-calls.js";
import { createHttpClient } from "../ewp/runtime/outgoing/http-client.js";
import { createSender } from "../ewp/runtime/outgoing/send.js";
import { given } from "../kernel/given.js";
import { fetchInChild } from "../registry/fetch/in-child.js";
import type { Catalogue } from "../registry/catalogue.js";
import { createCatalogue } from "../registry/refresh.js";
import { safeUnwrapKey } from "../security/encryption/unwrap-key.js";
import { sealingKey } from "../security/keys/sealing.js";
import { evidenceSealing } from "./evidence-sealing.js";
import { createDataKeys } from "./keys/data-keys.js";
import { openMasterSeal } from "./keys/master-seal.js";
import { openKeys } from "./keys/open-keys.js";
import { composeImports } from "./imports.js";
import { composeLearningAgreements } from "./learning-agreements.js";
import { composeNominations } from "./nominations.js";
import { createPartnerDirectory } from "./partner-directory.js";
import { openNodeStore } from "./store.js";
import type { System } from "./system.js";
import { composeWebhooks } from "./webhooks.js";
import { composeTranscripts } from "./transcripts.js";

const SECOND = 1000;
const HOUR = 3600 * SECOND;
/** Node cannot run TypeScript: this is the compiled file beside the compiled src/app. */
const CATALOGUE_PROCESS = new URL("../registry/fetch/child.js", import.meta.url);

const NO_DECRYPTION = "this Node.js has no safe RSA decryption, so requests to us may not be encrypted (ewp-rsa-aes128gcm), and partners that encrypt all their answers cannot be called; Node.js 22 has one";

/** What every process of a node has, whatever its role: state, keys, knowledge of the network, calls, agreements. */
export type Core = Awaited<ReturnType<typeof openCore>>;

/**
 * Opens the store and brings it up to date, opens the keys, and meanwhile loads what is known of the network: `catalogueStarted` says
 * when. `role` names the copy of the catalogue.
 */
export const openCore = async (config: Config, system: System, role: "serve" | "worker") => {
  const { clock, ids, logger } = system;
  const extraCa = config.outgoing.extraCa === undefined ? undefined : readFileSync(config.outgoing.extraCa, "utf8");
  const catalogue = createCatalogue(catalogueSettings(config, role, extraCa), { clock, logger, fetchCatalogue: fetchInChild(CATALOGUE_PROCESS) });
  // It does not need the database, so it does not wait for it.
  const catalogueStarted = begun(catalogue.start());
  const { store, seal } = await openState(config, system).catch(async (error: unknown) => {
    await catalogue.close();
    throw error;
  });
  const { ring: keys, ...hostKeys } = openKeys({ config: config.keys, store, seal, catalogue, clock });
  const unwrapKey = safeUnwrapKey();
  if (!unwrapKey) logger.info(NO_DECRYPTION, { node: process.version });
  const certificates = config.outgoing.clientCertificates ? (await import("./keys/own-certificates.js")).createOwnCertificates(keys) : undefined;
  const http = createHttpClient({ ...config.outgoing, extraCa });
  const sender = createSender({ http, keys, clock, ids, unwrapKey, certificates });
  const monitor = createMonitor({ catalogue, sender, clock, logger });
  const calls = createCalls({ catalogue, sender, exchanges: store.exchanges, monitor, clock, ids, logger, lookAgain: lookAgain(catalogue, clock) });
  const directory = createPartnerDirectory(catalogue);
  const agreements = createAgreements({
    store: store.agreements,
    partners: { ...iiasV7Client(calls), ...iiasApprovalV2Client(calls) },
    hashCopy, directory, clock, ids,
    references: store.references,
    deliveries: store.deliveryFacts,
    reportFault: ({ heiId, partnerHeiId, api, message }) =>
      monitor.report({ heiId, serverHeiId: partnerHeiId, api, endpoint: api === "iias" ? "get" : "", status: 200, clientMessage: message }),
  });
  const nominations = composeNominations({ store, calls, catalogue, system });
  const learningAgreements = composeLearningAgreements({ store, calls });
  const transcripts = composeTranscripts({ store, calls, catalogue });
  const courses = createCourses({ store: store.courses, institutions: store.institutions, document: courseDocument });
  const dataKeys = createDataKeys({ store: store.dataKeys, sealing: seal.sealing, clock });
  const webhooks = composeWebhooks({ config, store, system, dataKeys });
  const feedWatch = new FeedWatch({ feed: store.feed, logger });
  store.onCommit(() => feedWatch.wake());
  return {
    config, system, store, feedWatch, keys, hostKeys, unwrapKey, certificates,
    dataKeys, webhooks,
    catalogue, catalogueStarted, calls, directory, agreements, nominations, learningAgreements, transcripts,
    courses, imports: composeImports({ store, nominations, courses, dataKeys, system }),
    close: async (): Promise<void> => {
      await catalogue.close();
      await http.close();
      await webhooks.close();
      await store.close();
    },
  };
};

/** A promise that is awaited later: until then its failure is nobody's. */
const begun = <T>(promise: Promise<T>): Promise<T> => {
  promise.catch(() => undefined);
  return promise;
};

/** The store, up to date, and what opens its secrets; the key is stretched while the database opens. */
const openState = async (config: Config, system: System) => {
  const sealing = begun(openSealing(config, system));
  const store = await openNodeStore(config, system, { evidenceSeal: evidenceSealing(sealing, system.clock) });
  try {
    const applied = await store.migrate();
    if (applied.length > 0) system.logger.info("database brought up to date", { migrations: applied.join(", ") });
    return { store, seal: await openMasterSeal(await sealing, store, system.clock) };
  } catch (error) {
    await store.close();
    throw error;
  }
};

const openSealing = async (config: Config, { logger }: System) => {
  const { secret, file } = masterSecret(config.store);
  if (file !== undefined) logger.info("private keys are sealed with the secret in a file; back it up apart from the database", { file });
  return sealingKey(secret);
};

/** A catalogue that is younger is not asked for again (PROTOCOL 2.2: not below a minute). */
const LOOK_AGAIN_MS = 60 * SECOND;

const lookAgain = (catalogue: Catalogue, clock: System["clock"]) => async (): Promise<boolean> => {
  const asked = catalogue.status().lastAttempt;
  if (asked && clock.now().getTime() - asked.getTime() < LOOK_AGAIN_MS) return false;
  const before = catalogue.current();
  await catalogue.refresh();
  return catalogue.current() !== before;
};

const catalogueSettings = ({ catalogue, store }: Config, role: string, extraCa: string | undefined) => ({
  url: catalogue.url,
  directory: join(store.dataDir, `catalogue-${role}`),
  intervalMs: catalogue.refreshMinutes * 60 * SECOND,
  maxStaleMs: catalogue.maxAgeHours * HOUR,
  maxBytes: catalogue.maxBytes,
  ...given({ extraCa }),
});
