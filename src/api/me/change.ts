import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";
import { requirePerson } from "../door/visitor.js";
import { presentMe } from "./present.js";

export const changeMe = ({ people }: Pick<OfficeServices, "people">): Operation<"changeMe"> => async ({ body, caller, visitor }) => {
  const signedIn = requirePerson(visitor);
  const person = await people.changeOwn(signedIn.person, body);
  return { status: 200, body: presentMe({ ...caller, name: person.name }, { ...visitor, signedIn: { ...signedIn, person } }) };
};
