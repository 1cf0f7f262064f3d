import type { Kysely } from "kysely";
import type { Evidence, EvidenceSeal } from "../../domain/evidence/ports.js";
import type { Clock } from "../../kernel/ports.js";
import type { Tables } from "../sql/tables.js";
import { adoptOld } from "./adopt-old.js";
import { ChainWriter } from "./chain-writer.js";
import { openHeads } from "./heads.js";
import { removeOld } from "./remove-old.js";
import { verifyEvidence } from "./verify/verify.js";

interface Parts {
  readonly clock: Clock;
  readonly seal: () => Promise<EvidenceSeal>;
}

/** Everything about the chain of evidence that is not the daily writing. */
export const evidence = (db: Kysely<Tables>, { clock, seal }: Parts): Evidence => {
  const adopted = new ChainWriter(db, seal, clock);
  return {
    heads: () => openHeads(db),
    verify: async (options) => verifyEvidence(db, await seal(), options),
    removeOld: async (keep, { seconds }) => removeOld({ db, seal: await seal(), clock, keep, seconds }),
    adoptOld: async () => adoptOld(db, await seal(), adopted),
  };
};
