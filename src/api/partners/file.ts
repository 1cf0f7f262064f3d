import { heiId } from "../../kernel/ids.js";
import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";

/** Under our own media type: what a partner calls its bytes is not to be trusted in a browser. */
export const getPartnerFile = ({ partnerProfiles }: Pick<OfficeServices, "partnerProfiles">): Operation<"getPartnerFile"> => async ({ path }) => {
  const { bytes } = await partnerProfiles.file(heiId(path.heiId), heiId(path.partnerHeiId), path.fileId);
  return { status: 200, bytes, mediaType: "application/octet-stream" };
};
