import { tellTogether } from "../../common/tell-together.js";
import type { Calls } from "../../runtime/call.js";
import { imobilityTorCnrV2 } from "./api.js";

/** Tells the partner that the transcript of its student is new or different. Resolves with the exchange that proves it. */
export const imobilityTorCnrV2Client = ({ call, idsPerCall }: Calls) => tellTogether(
  (partner) => idsPerCall(partner, imobilityTorCnrV2, "url"),
  (parties, omobilityIds) => call(parties, imobilityTorCnrV2, "url", { omobilityIds }),
);
