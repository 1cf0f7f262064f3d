import type { HeiId, IiaId } from "../../../kernel/ids.js";
import type { Calls } from "../../runtime/call.js";
import { iiaApprovalCnrV2 } from "./api.js";

/** Tells the partner that our approval of its copy changed; `partnerIiaId` is the partner's. Resolves with the exchange. */
export const iiaApprovalCnrV2Client = ({ call }: Calls) => async (heiId: HeiId, partnerHeiId: HeiId, partnerIiaId: IiaId): Promise<string> =>
  (await call({ from: heiId, to: partnerHeiId }, iiaApprovalCnrV2, "url", { iiaId: partnerIiaId })).exchangeId;
