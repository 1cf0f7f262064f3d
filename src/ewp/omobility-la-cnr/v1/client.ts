import { tellTogether } from "../../common/tell-together.js";
import type { Calls } from "../../runtime/call.js";
import { omobilityLaCnrV1 } from "./api.js";

/** Tells the receiving institution that our learning agreement changed. Resolves with the exchange that proves it. */
export const omobilityLaCnrV1Client = ({ call, idsPerCall }: Calls) => tellTogether(
  (partner) => idsPerCall(partner, omobilityLaCnrV1, "url"),
  (parties, omobilityIds) => call(parties, omobilityLaCnrV1, "url", { sendingHeiId: parties.from, omobilityIds }),
);
