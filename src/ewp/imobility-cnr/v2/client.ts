import type { HeiId, OmobilityId } from "../../../kernel/ids.js";
import type { Calls } from "../../runtime/call.js";
import { imobilityCnrV2 } from "./api.js";

/** Tells the partner to look at a mobility. Resolves with the exchange that proves it. */
export const imobilityCnrV2Client = ({ call }: Calls) => async (heiId: HeiId, partnerHeiId: HeiId, omobilityId: OmobilityId): Promise<string> =>
  (await call({ from: heiId, to: partnerHeiId }, imobilityCnrV2, "url", { omobilityIds: [omobilityId] })).exchangeId;
