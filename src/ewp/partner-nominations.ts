/** Nominations of partners, what they say of ours, and notices to them, by the workflow that both sides have (PROTOCOL 2.2, 5.0). */
import type { PartnerNominations } from "../domain/nominations/ports.js";
import type { HeiId, OmobilityId } from "../kernel/ids.js";
import { imobilitiesV1 } from "./imobilities/v1/api.js";
import { imobilitiesV1Client } from "./imobilities/v1/client.js";
import { imobilitiesV2 } from "./imobilities/v2/api.js";
import { imobilitiesV2Client } from "./imobilities/v2/client.js";
import { imobilityCnrV1 } from "./imobility-cnr/v1/api.js";
import { imobilityCnrV1Client } from "./imobility-cnr/v1/client.js";
import { imobilityCnrV2 } from "./imobility-cnr/v2/api.js";
import { imobilityCnrV2Client } from "./imobility-cnr/v2/client.js";
import { omobilitiesV2 } from "./omobilities/v2/api.js";
import { omobilitiesV2Client } from "./omobilities/v2/client.js";
import { omobilitiesV3 } from "./omobilities/v3/api.js";
import { omobilitiesV3Client } from "./omobilities/v3/client.js";
import { omobilityCnrV1 } from "./omobility-cnr/v1/api.js";
import { omobilityCnrV1Client } from "./omobility-cnr/v1/client.js";
import { omobilityCnrV2 } from "./omobility-cnr/v2/api.js";
import { omobilityCnrV2Client } from "./omobility-cnr/v2/client.js";
import { omobilityStatsV1 } from "./omobility-stats/v1/api.js";
import type { Calls } from "./runtime/call.js";
import type { Api } from "./runtime/define.js";
import { chosenClient, newestOffered, type Spoken, type Versions } from "./runtime/outgoing/newest-offered.js";
import type { CurrentCatalogue } from "./runtime/ports.js";

/** The current workflow counts only where the partner offers all of it. */
const CURRENT: readonly Api[] = [omobilitiesV3, omobilityCnrV2, omobilityStatsV1, imobilitiesV2, imobilityCnrV2];
const OLDER: readonly Api[] = [omobilitiesV2, imobilitiesV1, omobilityCnrV1, imobilityCnrV1];

/** The version of the current workflow where all of that is there, else the older version, else the newer by itself. */
export const ofWorkflow = <S extends Spoken>(current: S, older: S): readonly [S, S, S] => [{ ...current, onlyWith: CURRENT }, older, current];

export const partnerNominations = (calls: Calls, catalogue: CurrentCatalogue): PartnerNominations => {
  const current = omobilitiesV3Client(calls);
  const outgoing = ofWorkflow<Spoken & { readonly client: Pick<PartnerNominations, "fetch" | "index"> }>({ api: omobilitiesV3, client: current }, { api: omobilitiesV2, client: omobilitiesV2Client(calls) });
  const incoming = ofWorkflow({ api: imobilitiesV2, client: imobilitiesV2Client(calls) }, { api: imobilitiesV1, client: imobilitiesV1Client(calls) });
  return {
    workflow: (partner) => {
      if (newestOffered(catalogue, partner, [{ api: omobilitiesV3, onlyWith: CURRENT }])) return "current";
      return newestOffered(catalogue, partner, OLDER.map((api) => ({ api }))) && "older";
    },
    isListed: (partner) => {
      const snapshot = catalogue.current();
      return snapshot === undefined || snapshot.hei(partner) !== undefined;
    },
    fetch: (heiId, partner, id) => chosenClient(catalogue, partner, outgoing).fetch(heiId, partner, id),
    // Who has an agreement with us need not have nominations: there is nothing to ask for, and nobody has to look.
    index: async (heiId, partner, since) => newestOffered(catalogue, partner, outgoing.slice(0, 2))?.client.index(heiId, partner, since) ?? [],
    decide: current.decide,
    stay: (heiId, partner, id) => chosenClient(catalogue, partner, incoming).stay(heiId, partner, id),
  };
};

type Notify = (heiId: HeiId, partnerHeiId: HeiId, omobilityId: OmobilityId) => Promise<string>;

const notifier = (catalogue: CurrentCatalogue, versions: Versions<Notify>): Notify => (heiId, partner, omobilityId) => chosenClient(catalogue, partner, versions)(heiId, partner, omobilityId);

/** "Look at our nomination" and "look at what we say of yours". */
export const nominationNotifiers = (calls: Calls, catalogue: CurrentCatalogue): { readonly omobility: Notify; readonly imobility: Notify } => ({
  omobility: notifier(catalogue, ofWorkflow({ api: omobilityCnrV2, client: omobilityCnrV2Client(calls) }, { api: omobilityCnrV1, client: omobilityCnrV1Client(calls) })),
  imobility: notifier(catalogue, ofWorkflow({ api: imobilityCnrV2, client: imobilityCnrV2Client(calls) }, { api: imobilityCnrV1, client: imobilityCnrV1Client(calls) })),
});
