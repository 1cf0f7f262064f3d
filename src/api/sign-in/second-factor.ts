import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";

/** The cookie of the first half opens nothing any more. */
export const giveSecondFactor = ({ signIns }: Pick<OfficeServices, "signIns">): Operation<"giveSecondFactor"> => async ({ body, visitor }) => {
  const { personId, secret, state } = await signIns.withSecondFactor(visitor.secret, { code: body.code, address: visitor.address });
  return { status: 200, body: { state }, secret, signedIn: personId };
};
