import { everyPage, type PageRequest } from "../domain/page.js";
import { createNominations, type Nominations } from "../domain/nominations/service.js";
import type { AgreementsInForce } from "../domain/nominations/ports.js";
import { partnerNominations } from "../ewp/partner-nominations.js";
import type { Calls } from "../ewp/runtime/call.js";
import type { CurrentCatalogue } from "../ewp/runtime/ports.js";
import type { Store } from "../store/open.js";
import type { System } from "./system.js";
import { unlessRemoved } from "./unless-removed.js";

interface Parts {
  readonly store: Store;
  readonly calls: Calls;
  readonly catalogue: CurrentCatalogue;
  readonly system: Pick<System, "clock" | "ids">;
}

/** Nominations over this node's store and calls. */
export const composeNominations = ({ store, calls, catalogue, system }: Parts): Nominations => {
  const unlessGone = unlessRemoved(store, "incoming-nominations");
  const partners = partnerNominations(calls, catalogue);
  const fetch: typeof partners.fetch = (heiId, partnerHeiId, id) => unlessGone(heiId, partnerHeiId, id, () => partners.fetch(heiId, partnerHeiId, id));
  return createNominations({ ...system, store: store.nominations, partners: { ...partners, fetch }, agreements: agreementsInForce(store), references: store.references });
};

/** Agreements that both sides approved and that are not ended. */
export const agreementsInForce = (store: Pick<Store, "agreements">): AgreementsInForce => ({
  inForceWith: async (heiId, partnerHeiId) => {
    const pairs = await everyPage((page: PageRequest) => store.agreements.list(heiId, { stages: ["shared"], ...(partnerHeiId && { partnerHeiId }) }, page));
    return pairs.flatMap(({ agreement: { id, partnerHeiId: partner, partnerIiaId, inForce } }) =>
      (inForce && partnerIiaId !== undefined && !inForce.mine.copy.terminatedAsAWhole ? [{ id, partnerHeiId: partner, partnerIiaId, conditions: inForce.mine.copy.conditions }] : []));
  },
});
