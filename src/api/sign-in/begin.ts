import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";

/** Whoever was signed in with this browser before is signed out. */
export const signIn = ({ signIns }: Pick<OfficeServices, "signIns">): Operation<"signIn"> => async ({ body, visitor }) => {
  const { personId, secret, state } = await signIns.withPassword({ ...body, address: visitor.address });
  if (visitor.secret !== undefined) await signIns.end(visitor.secret);
  return { status: 200, body: { state }, secret, signedIn: personId };
};
