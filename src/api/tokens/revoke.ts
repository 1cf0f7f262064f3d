import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";

export const revokeToken = ({ tokens }: Pick<OfficeServices, "tokens">): Operation<"revokeToken"> => async ({ path, caller }) => {
  await tokens.revoke(path.tokenId, caller);
  return { status: 204 };
};
