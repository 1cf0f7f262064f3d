import { requirePerson } from "../door/visitor.js";
import type { Operations } from "../operation.js";
import type { OfficeServices } from "../services.js";

/** One's own second factor. */
export const ownSecondFactor = ({ secondFactors }: Pick<OfficeServices, "secondFactors">): Pick<Operations, "beginSecondFactor" | "confirmSecondFactor" | "removeOwnSecondFactor"> => ({
  beginSecondFactor: async ({ body, visitor }) => ({ status: 200, body: await secondFactors.begin(requirePerson(visitor).person, body.password) }),
  confirmSecondFactor: async ({ body, visitor }) => ({ status: 200, body: { recoveryCodes: await secondFactors.confirm(requirePerson(visitor), body.code) } }),
  removeOwnSecondFactor: async ({ body, visitor }) => {
    await secondFactors.remove(requirePerson(visitor).person, body.code);
    return { status: 204 };
  },
});
