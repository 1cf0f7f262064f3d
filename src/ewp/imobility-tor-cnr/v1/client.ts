import { tellTogether } from "../../common/tell-together.js";
import type { Calls } from "../../runtime/call.js";
import { imobilityTorCnrV1 } from "./api.js";

/** Tells the partner that the transcript of its student is new or different. Resolves with the exchange that proves it. */
export const imobilityTorCnrV1Client = ({ call, idsPerCall }: Calls) => tellTogether(
  (partner) => idsPerCall(partner, imobilityTorCnrV1, "url"),
  (parties, omobilityIds) => call(parties, imobilityTorCnrV1, "url", { receivingHeiId: parties.from, omobilityIds }),
);
