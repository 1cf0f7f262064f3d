import type { HeiId, OmobilityId } from "../../../kernel/ids.js";
import type { Calls } from "../../runtime/call.js";
import { imobilityTorCnrV2 } from "./api.js";

/** Tells the partner that the transcript of its student is new or different. Resolves with the exchange that proves it. */
export const imobilityTorCnrV2Client = ({ call }: Calls) => async (heiId: HeiId, partnerHeiId: HeiId, omobilityId: OmobilityId): Promise<string> =>
  (await call({ from: heiId, to: partnerHeiId }, imobilityTorCnrV2, "url", { omobilityIds: [omobilityId] })).exchangeId;
