import { everyPage, type PageRequest } from "../domain/page.js";
import { createNominations, type Nominations } from "../domain/nominations/service.js";
import type { AgreementsInForce, PartnerNominations } from "../domain/nominations/ports.js";
import { imobilitiesV2 } from "../ewp/imobilities/v2/api.js";
import { imobilitiesV2Client } from "../ewp/imobilities/v2/client.js";
import { imobilityCnrV2 } from "../ewp/imobility-cnr/v2/api.js";
import { omobilitiesV3 } from "../ewp/omobilities/v3/api.js";
import { omobilitiesV3Client } from "../ewp/omobilities/v3/client.js";
import { omobilityCnrV2 } from "../ewp/omobility-cnr/v2/api.js";
import { omobilityStatsV1 } from "../ewp/omobility-stats/v1/api.js";
import type { Calls } from "../ewp/runtime/call.js";
import { newestOffered } from "../ewp/runtime/outgoing/newest-offered.js";
import type { CurrentCatalogue } from "../ewp/runtime/ports.js";
import type { Store } from "../store/open.js";
import type { System } from "./system.js";

interface Parts {
  readonly store: Store;
  readonly calls: Calls;
  readonly catalogue: CurrentCatalogue;
  readonly system: Pick<System, "clock" | "ids">;
}

/** The new workflow counts only where the partner offers all of it (PROTOCOL 5.0). */
const WORKFLOW = [{ api: omobilitiesV3, onlyWith: [omobilityCnrV2, omobilityStatsV1, imobilitiesV2, imobilityCnrV2] }];

/** Nominations over this node's store and calls. */
export const composeNominations = ({ store, calls, catalogue, system }: Parts): Nominations =>
  createNominations({ ...system, store: store.nominations, partners: partnersOver(calls, catalogue), agreements: agreementsInForce(store), references: store.references });

const partnersOver = (calls: Calls, catalogue: CurrentCatalogue): PartnerNominations => {
  const client = omobilitiesV3Client(calls);
  return {
    ...client, ...imobilitiesV2Client(calls),
    // Who has an agreement with us need not have nominations: there is nothing to ask for, and nobody has to look.
    index: async (heiId, partnerHeiId, since) => (newestOffered(catalogue, partnerHeiId, WORKFLOW) ? client.index(heiId, partnerHeiId, since) : []),
  };
};

/** Agreements that both sides approved and that are not ended. */
export const agreementsInForce = (store: Pick<Store, "agreements">): AgreementsInForce => ({
  inForceWith: async (heiId, partnerHeiId) => {
    const pairs = await everyPage((page: PageRequest) => store.agreements.list(heiId, { stages: ["shared"], ...(partnerHeiId && { partnerHeiId }) }, page));
    return pairs.flatMap(({ agreement: { id, partnerHeiId: partner, partnerIiaId, inForce } }) =>
      (inForce && partnerIiaId !== undefined && !inForce.mine.copy.terminatedAsAWhole ? [{ id, partnerHeiId: partner, partnerIiaId, conditions: inForce.mine.copy.conditions }] : []));
  },
});
