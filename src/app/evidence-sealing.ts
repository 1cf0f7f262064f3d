import type { EvidenceSeal } from "../domain/evidence/ports.js";
import type { DataKeyStore } from "../domain/keys/ports.js";
import type { Clock } from "../kernel/ports.js";
import { evidenceSeal } from "../security/evidence-seal.js";
import type { SealingKey } from "../security/keys/sealing.js";
import { createDataKeys } from "./keys/data-keys.js";

/** What `openStore` asks for: evidence is sealed with a data key of its own. */
export const evidenceSealing = (sealing: Promise<SealingKey>, clock: Clock) => async (store: DataKeyStore): Promise<EvidenceSeal> =>
  evidenceSeal(await createDataKeys({ store, sealing: await sealing, clock })("evidence"));
