import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";
import { requirePerson } from "../door/visitor.js";

export const changePassword = ({ people }: Pick<OfficeServices, "people">): Operation<"changePassword"> => async ({ body, visitor }) => {
  await people.changePassword(requirePerson(visitor), body);
  return { status: 204 };
};
