import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";

export const signOut = ({ signIns }: Pick<OfficeServices, "signIns">): Operation<"signOut"> => async ({ visitor }) => {
  if (visitor.secret !== undefined) await signIns.end(visitor.secret);
  return { status: 204, secret: null };
};
