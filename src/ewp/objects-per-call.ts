/** How many objects of one delivery's kind a partner takes by one call. */
import type { HeiId } from "../kernel/ids.js";
import { MOST_TRANSCRIPTS } from "./common/tors/fetched.js";
import { imobilitiesV1 } from "./imobilities/v1/api.js";
import { imobilitiesV2 } from "./imobilities/v2/api.js";
import { imobilityCnrV1 } from "./imobility-cnr/v1/api.js";
import { imobilityCnrV2 } from "./imobility-cnr/v2/api.js";
import { imobilityTorCnrV1 } from "./imobility-tor-cnr/v1/api.js";
import { imobilityTorCnrV2 } from "./imobility-tor-cnr/v2/api.js";
import { imobilityTorsV1 } from "./imobility-tors/v1/api.js";
import { imobilityTorsV2 } from "./imobility-tors/v2/api.js";
import { imobilityTorsV3 } from "./imobility-tors/v3/api.js";
import { omobilitiesV2 } from "./omobilities/v2/api.js";
import { omobilitiesV3 } from "./omobilities/v3/api.js";
import { omobilityCnrV1 } from "./omobility-cnr/v1/api.js";
import { omobilityCnrV2 } from "./omobility-cnr/v2/api.js";
import { omobilityLaCnrV1 } from "./omobility-la-cnr/v1/api.js";
import { omobilityLasV1 } from "./omobility-las/v1/api.js";
import { ofWorkflow } from "./partner-nominations.js";
import type { Calls } from "./runtime/call.js";
import { newestOffered, type Spoken } from "./runtime/outgoing/newest-offered.js";
import type { CurrentCatalogue } from "./runtime/ports.js";

interface Asked {
  /** From the newest to the oldest, as the clients choose. */
  readonly versions: readonly Spoken[];
  readonly endpoint: string;
  readonly most?: number;
}

/** Kinds whose clients ask for several objects together. Agreements are not among them (docs/decisions/0027). */
const ASKED: Readonly<Record<string, Asked>> = {
  "refresh-omobility": { versions: ofWorkflow({ api: omobilitiesV3 }, { api: omobilitiesV2 }), endpoint: "get" },
  "refresh-imobility": { versions: ofWorkflow({ api: imobilitiesV2 }, { api: imobilitiesV1 }), endpoint: "get" },
  "refresh-omobility-la": { versions: [{ api: omobilityLasV1 }], endpoint: "get" },
  "refresh-imobility-tor": { versions: [{ api: imobilityTorsV3 }, { api: imobilityTorsV2 }, { api: imobilityTorsV1 }], endpoint: "get", most: MOST_TRANSCRIPTS },
  "omobility-cnr": { versions: ofWorkflow({ api: omobilityCnrV2 }, { api: omobilityCnrV1 }), endpoint: "url" },
  "imobility-cnr": { versions: ofWorkflow({ api: imobilityCnrV2 }, { api: imobilityCnrV1 }), endpoint: "url" },
  "omobility-la-cnr": { versions: [{ api: omobilityLaCnrV1 }], endpoint: "url" },
  "imobility-tor-cnr": { versions: [{ api: imobilityTorCnrV2 }, { api: imobilityTorCnrV1 }], endpoint: "url" },
};

/** For kinds of the outbox; 1 where each object is asked for by itself, and where the partner cannot be called. */
export const objectsPerCall = ({ idsPerCall }: Pick<Calls, "idsPerCall">, catalogue: CurrentCatalogue) => (kind: string, partner: HeiId): number => {
  const asked = ASKED[kind];
  const spoken = asked && newestOffered(catalogue, partner, asked.versions);
  return asked && spoken ? Math.min(asked.most ?? Infinity, idsPerCall(partner, spoken.api, asked.endpoint)) : 1;
};
