import type { HeiId, IiaId } from "../../../kernel/ids.js";
import type { Calls } from "../../runtime/call.js";
import { iiaCnrV3 } from "./api.js";

/** Tells the partner that our copy changed; `iiaId` is ours. Resolves with the exchange that proves it. */
export const iiaCnrV3Client = ({ call }: Calls) => async (heiId: HeiId, partnerHeiId: HeiId, iiaId: IiaId): Promise<string> =>
  (await call({ from: heiId, to: partnerHeiId }, iiaCnrV3, "url", { iiaId })).exchangeId;
