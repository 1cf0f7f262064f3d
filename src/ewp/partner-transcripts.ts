/** Transcripts of partners and notices of ours, by the newest version that both sides have (PROTOCOL 2.2). */
import type { PartnerTranscripts } from "../domain/transcripts/ports.js";
import type { HeiId, OmobilityId } from "../kernel/ids.js";
import { imobilityTorCnrV1 } from "./imobility-tor-cnr/v1/api.js";
import { imobilityTorCnrV1Client } from "./imobility-tor-cnr/v1/client.js";
import { imobilityTorCnrV2 } from "./imobility-tor-cnr/v2/api.js";
import { imobilityTorCnrV2Client } from "./imobility-tor-cnr/v2/client.js";
import { imobilityTorsV1 } from "./imobility-tors/v1/api.js";
import { imobilityTorsV1Client } from "./imobility-tors/v1/client.js";
import { imobilityTorsV2 } from "./imobility-tors/v2/api.js";
import { imobilityTorsV2Client } from "./imobility-tors/v2/client.js";
import { imobilityTorsV3 } from "./imobility-tors/v3/api.js";
import { imobilityTorsV3Client } from "./imobility-tors/v3/client.js";
import type { Calls } from "./runtime/call.js";
import { chosenClient, type Versions } from "./runtime/outgoing/newest-offered.js";
import type { CurrentCatalogue } from "./runtime/ports.js";

export const partnerTranscripts = (calls: Calls, catalogue: CurrentCatalogue): PartnerTranscripts => {
  const versions: Versions<PartnerTranscripts> = [
    { api: imobilityTorsV3, client: imobilityTorsV3Client(calls) }, { api: imobilityTorsV2, client: imobilityTorsV2Client(calls) }, { api: imobilityTorsV1, client: imobilityTorsV1Client(calls) },
  ];
  return {
    fetch: (heiId, partner, omobilityId) => chosenClient(catalogue, partner, versions).fetch(heiId, partner, omobilityId),
    index: (heiId, partner, since) => chosenClient(catalogue, partner, versions).index(heiId, partner, since),
  };
};

type Notify = (heiId: HeiId, partnerHeiId: HeiId, omobilityId: OmobilityId) => Promise<string>;

export const transcriptNotifier = (calls: Calls, catalogue: CurrentCatalogue): Notify => {
  const versions: Versions<Notify> = [{ api: imobilityTorCnrV2, client: imobilityTorCnrV2Client(calls) }, { api: imobilityTorCnrV1, client: imobilityTorCnrV1Client(calls) }];
  return (heiId, partner, omobilityId) => chosenClient(catalogue, partner, versions)(heiId, partner, omobilityId);
};
