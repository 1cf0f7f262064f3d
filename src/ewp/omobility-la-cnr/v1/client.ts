import type { HeiId, OmobilityId } from "../../../kernel/ids.js";
import type { Calls } from "../../runtime/call.js";
import { omobilityLaCnrV1 } from "./api.js";

/** Tells the receiving institution that our learning agreement changed. Resolves with the exchange that proves it. */
export const omobilityLaCnrV1Client = ({ call }: Calls) => async (heiId: HeiId, partnerHeiId: HeiId, omobilityId: OmobilityId): Promise<string> =>
  (await call({ from: heiId, to: partnerHeiId }, omobilityLaCnrV1, "url", { sendingHeiId: heiId, omobilityIds: [omobilityId] })).exchangeId;
