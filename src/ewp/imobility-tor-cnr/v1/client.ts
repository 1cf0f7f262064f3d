import type { HeiId, OmobilityId } from "../../../kernel/ids.js";
import type { Calls } from "../../runtime/call.js";
import { imobilityTorCnrV1 } from "./api.js";

/** Tells the partner that the transcript of its student is new or different. Resolves with the exchange that proves it. */
export const imobilityTorCnrV1Client = ({ call }: Calls) => async (heiId: HeiId, partnerHeiId: HeiId, omobilityId: OmobilityId): Promise<string> =>
  (await call({ from: heiId, to: partnerHeiId }, imobilityTorCnrV1, "url", { receivingHeiId: heiId, omobilityIds: [omobilityId] })).exchangeId;
