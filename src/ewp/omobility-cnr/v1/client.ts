import { tellTogether } from "../../common/tell-together.js";
import type { Calls } from "../../runtime/call.js";
import { omobilityCnrV1 } from "./api.js";

/** Tells the partner to look at a mobility. Resolves with the exchange that proves it. */
export const omobilityCnrV1Client = ({ call, idsPerCall }: Calls) => tellTogether(
  (partner) => idsPerCall(partner, omobilityCnrV1, "url"),
  (parties, omobilityIds) => call(parties, omobilityCnrV1, "url", { sendingHeiId: parties.from, omobilityIds }),
);
