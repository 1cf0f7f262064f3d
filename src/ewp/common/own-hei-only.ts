import { badRequest } from "../../kernel/errors.js";
import type { HeiId } from "../../kernel/ids.js";

/** 400 for a parameter that names another institution than that of the address (PROTOCOL 8 row 11). */
export const ownHeiOnly = (param: "sending_hei_id" | "receiving_hei_id", named: HeiId, ours: HeiId): void => {
  if (named !== ours) throw badRequest(`The parameter ${param} is not the institution of this address; expected ${ours}.`, { code: `other-${param.split("_", 1)[0]}-hei` });
};
