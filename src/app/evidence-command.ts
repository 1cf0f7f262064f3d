import { masterSecret } from "../config/master-secret.js";
import type { Config } from "../config/settings.js";
import type { Evidence } from "../domain/evidence/ports.js";
import type { Store } from "../store/open.js";
import { sealingKey } from "../security/keys/sealing.js";
import { evidenceSealing } from "./evidence-sealing.js";
import { openNodeStore } from "./store.js";
import { createSystem } from "./system.js";

export type { Head } from "../domain/evidence/block.js";
export type { Verified } from "../domain/evidence/ports.js";

/** Runs `work` on the evidence of a node. */
export const withEvidence = <T>(config: Config, work: (evidence: Evidence) => Promise<T>): Promise<T> => withStore(config, ({ evidence }) => work(evidence));

/** Runs `work` on the database of a node beside it, or instead of it where the database is embedded. */
export const withStore = async <T>(config: Config, work: (store: Store) => Promise<T>): Promise<T> => {
  const system = createSystem({ ...config.log, level: "error", to: process.stderr });
  const store = await openNodeStore(config, system, { evidenceSeal: evidenceSealing(sealingKey(masterSecret(config.store).secret), system.clock) });
  try {
    const pending = await store.pendingMigrations();
    if (pending.length > 0) throw new Error(`The database is of a former version (${pending.join(", ")} is missing); run \`passerelle migrate\` first.`);
    return await work(store);
  } finally {
    await store.close();
  }
};
