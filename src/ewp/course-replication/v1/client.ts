import type { PartnerCourses } from "../../../domain/courses/ports.js";
import type { Calls } from "../../runtime/call.js";
import { courseReplicationV1 } from "./api.js";

/** Ids of a partner's catalogue, each once (PROTOCOL 5.7). */
export const courseReplicationV1Client = ({ call }: Calls): Pick<PartnerCourses, "ids"> => ({
  ids: async (heiId, partnerHeiId, since) => {
    const { value } = await call({ from: heiId, to: partnerHeiId }, courseReplicationV1, "url", { heiId: partnerHeiId, modifiedSince: since });
    return [...new Set(value.losIds)];
  },
});
