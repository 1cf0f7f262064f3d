import type { HeiId, OmobilityId } from "../../../kernel/ids.js";
import type { Calls } from "../../runtime/call.js";
import { imobilityCnrV1 } from "./api.js";

/** Tells the partner to look at a mobility. Resolves with the exchange that proves it. */
export const imobilityCnrV1Client = ({ call }: Calls) => async (heiId: HeiId, partnerHeiId: HeiId, omobilityId: OmobilityId): Promise<string> =>
  (await call({ from: heiId, to: partnerHeiId }, imobilityCnrV1, "url", { receivingHeiId: heiId, omobilityIds: [omobilityId] })).exchangeId;
