import { tellTogether } from "../../common/tell-together.js";
import type { Calls } from "../../runtime/call.js";
import { imobilityCnrV1 } from "./api.js";

/** Tells the partner to look at a mobility. Resolves with the exchange that proves it. */
export const imobilityCnrV1Client = ({ call, idsPerCall }: Calls) => tellTogether(
  (partner) => idsPerCall(partner, imobilityCnrV1, "url"),
  (parties, omobilityIds) => call(parties, imobilityCnrV1, "url", { receivingHeiId: parties.from, omobilityIds }),
);
