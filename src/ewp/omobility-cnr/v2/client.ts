import { tellTogether } from "../../common/tell-together.js";
import type { Calls } from "../../runtime/call.js";
import { omobilityCnrV2 } from "./api.js";

/** Tells the partner to look at a mobility. Resolves with the exchange that proves it. */
export const omobilityCnrV2Client = ({ call, idsPerCall }: Calls) => tellTogether(
  (partner) => idsPerCall(partner, omobilityCnrV2, "url"),
  (parties, omobilityIds) => call(parties, omobilityCnrV2, "url", { omobilityIds }),
);
