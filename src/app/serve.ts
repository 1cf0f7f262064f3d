import type { Config } from "../config/settings.js";
import { type Core, openCore } from "./core.js";
import { composeDigests } from "./digests.js";
import { composeDelivery } from "./delivery.js";
import { createMetrics } from "./metrics/metrics.js";
import { openNetwork } from "./network.js";
import { openOffice } from "./office.js";
import { openNodeStore } from "./store.js";
import { createSystem, untilStopped } from "./system.js";

/** How soon a process learns of institutions and keys that another one made or changed. */
const FOLLOW_MS = 5_000;
const COUNT_MS = 10_000;
const HOUR_MS = 3_600_000;

/** A node: both listeners, and deliveries unless a worker does them. Resolves after an orderly end. */
export const runServe = async (config: Config): Promise<void> => {
  const { system, metrics } = await measuredSystem(config);
  const core = await openCore(config, system, "serve");
  await core.hostKeys.follow();
  const listeners = await Promise.all([openNetwork(core), openOffice(core), ...(metrics ? [metrics.open(core)] : [])]);
  const delivery = config.delivery.inline ? await composeDelivery(core) : undefined;
  const regular = [followRegularly(core), advanceRegularly(core), forgetRegularly(core), countRegularly(core), removeRegularly(core), adoptRegularly(core), importRegularly(core), ...(await digestsRegularly(core))];
  system.logger.info("ready", { network: config.network.publicUrl, office: `${config.office.host}:${config.office.port}`, embedded: config.store.databaseUrl.startsWith("pglite:") });
  if (!delivery) system.logger.warn("this process delivers nothing: without `passerelle worker` beside it, partners hear of nothing", { setting: "PASSERELLE_DELIVERY_INLINE" });
  // The registry may be down: what needs the catalogue says so until it is there.
  core.catalogueStarted.catch((error: unknown) => system.logger.error("the catalogue could not be started", { error: String(error) }));
  await delivery?.start();
  await untilStopped(async () => {
    regular.forEach(clearInterval);
    await core.imports.stop();
    await Promise.all([...listeners.map((listener) => listener.close(config.process.shutdownSeconds)), delivery?.stop()]);
    await core.close();
  }, { logger: system.logger, seconds: config.process.shutdownSeconds + 5 });
};

/** The system of a long-lived process, with what counts its log where metrics are wanted. */
const measuredSystem = async (config: Config) => {
  const plain = createSystem(config.log);
  const metrics = await createMetrics(config, plain);
  return { system: metrics?.system ?? plain, metrics };
};

/** Deliveries in a process of their own. Resolves after an orderly end. */
export const runWorker = async (config: Config): Promise<void> => {
  const { system, metrics } = await measuredSystem(config);
  const core = await openCore(config, system, "worker");
  const metricsListener = await metrics?.open(core);
  await core.hostKeys.follow();
  await core.catalogueStarted;
  const delivery = await composeDelivery(core);
  const following = followRegularly(core);
  await delivery.start();
  system.logger.info("delivering");
  await untilStopped(async () => {
    clearInterval(following);
    await delivery.stop();
    await metricsListener?.close(0);
    await core.close();
  }, { logger: system.logger, seconds: config.process.shutdownSeconds });
};

/** Brings the database up to date and says what was done. */
export const runMigrate = async (config: Config): Promise<void> => {
  const system = createSystem(config.log);
  const { logger } = system;
  const store = await openNodeStore(config, system);
  try {
    const applied = await store.migrate();
    logger.info(applied.length > 0 ? "database brought up to date" : "the database is up to date already", { migrations: applied.join(", ") });
  } finally {
    await store.close();
  }
};

const every = (ms: number, what: string, work: () => Promise<unknown>, { system }: Core): NodeJS.Timeout =>
  setInterval(() => {
    work().catch((error: unknown) => system.logger.warn(`${what} failed`, { error: String(error) }));
  }, ms).unref();

const followRegularly = (core: Core): NodeJS.Timeout => every(FOLLOW_MS, "following changes of institutions and keys", core.hostKeys.follow, core);

/** The rotation of keys goes on by itself. */
const advanceRegularly = (core: Core): NodeJS.Timeout => every(FOLLOW_MS, "going on with the rotation of keys", core.hostKeys.commands.advance, core);

/** A thousand changes at once are a thousand rows to sum until then. */
const countRegularly = (core: Core): NodeJS.Timeout => every(COUNT_MS, "putting statistics together", core.store.statistics.putTogether, core);

/** For so long administrators see when somebody signed in. */
const SIGN_INS_MS = 90 * 24 * HOUR_MS;

const forgetRegularly = (core: Core): NodeJS.Timeout => every(HOUR_MS, "forgetting old idempotency keys, imports and sign-ins", async () => {
  const now = core.system.clock.now();
  await core.store.idempotency.forget(now);
  await core.imports.forget();
  await core.store.signIns.forget(new Date(now.getTime() - SIGN_INS_MS));
}, core);

/** Between two looks whether the mail of the day is due. */
const DIGEST_MS = 300_000;

const digestsRegularly = async (core: Core): Promise<readonly NodeJS.Timeout[]> => {
  const digests = await composeDigests(core);
  return digests ? [every(DIGEST_MS, "sending the daily mail", digests.sendDue, core)] : [];
};

/** What another process left in the middle. */
const importRegularly = (core: Core): NodeJS.Timeout => every(FOLLOW_MS, "going on with imports", async () => core.imports.goOn(), core);

/** Each time for a minute at most, so that a large removal is spread over the day. */
const REMOVAL_SECONDS = 60;
const ADOPTION_MS = 1_000;
/** Turns that are left out when there was nothing. */
const ADOPTION_REST = 60;

const removeRegularly = (core: Core): NodeJS.Timeout => every(HOUR_MS, "removing old evidence and records", async () => {
  const removed = await core.store.evidence.removeOld(core.config.evidence, { seconds: REMOVAL_SECONDS });
  if (removed && (removed.exchanges > 0 || !removed.finished)) core.system.logger.info("old evidence removed", { ...removed });
  const records = await core.store.retention.remove(core.config.records, { seconds: REMOVAL_SECONDS });
  if (records.records > 0 || !records.finished) core.system.logger.info("old records of students removed", { ...records });
}, core);

/** What a former version wrote, a hundred exchanges a second; then a look a minute, since one may run beside this one during an upgrade. */
const adoptRegularly = (core: Core): NodeJS.Timeout => {
  let [adopting, rest] = [false, 0];
  return every(ADOPTION_MS, "sealing the evidence of a former version", async () => {
    if (adopting || rest-- > 0) return;
    adopting = true;
    const adopted = await core.store.evidence.adoptOld().finally(() => (adopting = false));
    if (adopted === 0) rest = ADOPTION_REST;
    else core.system.logger.info("evidence of a former version sealed", { exchanges: adopted });
  }, core);
};
