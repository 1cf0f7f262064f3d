import { tellTogether } from "../../common/tell-together.js";
import type { Calls } from "../../runtime/call.js";
import { imobilityCnrV2 } from "./api.js";

/** Tells the partner to look at a mobility. Resolves with the exchange that proves it. */
export const imobilityCnrV2Client = ({ call, idsPerCall }: Calls) => tellTogether(
  (partner) => idsPerCall(partner, imobilityCnrV2, "url"),
  (parties, omobilityIds) => call(parties, imobilityCnrV2, "url", { omobilityIds }),
);
