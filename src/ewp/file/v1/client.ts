import type { PartnerProfiles } from "../../../domain/institutions/ports.js";
import type { Calls } from "../../runtime/call.js";
import { fileV1 } from "./api.js";

/** A partner's file, by the id that one of its documents gave us (PROTOCOL 5.7). */
export const fileV1Client = ({ call }: Calls): Pick<PartnerProfiles, "file"> => ({
  file: async (heiId, partnerHeiId, fileId) => (await call({ from: heiId, to: partnerHeiId }, fileV1, "url", { fileId })).value,
});
