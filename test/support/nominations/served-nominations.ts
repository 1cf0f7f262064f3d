import { createNominations, type Nominations } from "../../../src/domain/nominations/service.js";
import type { Clock } from "../../../src/kernel/ports.js";
import type { Store } from "../../../src/store/open.js";

const never = async (): Promise<never> => {
  throw new Error("a server calls nobody");
};

/** The commands behind what is served; they call no partner. */
export const servedNominations = (store: Store, clock: Clock): Nominations => createNominations({
  store: store.nominations, clock, ids: { uuid: () => "a-proposal" }, references: store.references,
  partners: { workflow: () => undefined, isListed: () => true, index: never, fetch: never, decide: never, stay: never }, agreements: { inForceWith: async () => [] },
});
