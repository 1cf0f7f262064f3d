import { given } from "../../kernel/given.js";
import type { Operations } from "../operation.js";
import type { OfficeServices } from "../services.js";
import { grantsOf } from "./form.js";
import { presentPerson, presentSignIn } from "./present.js";

type PeopleOperations = Pick<Operations, "listPeople" | "addPerson" | "getPerson" | "changePerson" | "removePerson" | "resetPassword" | "resetSecondFactor" | "listSignIns">;

/** What administrators do about people. */
export const peopleOperations = ({ people, secondFactors, clock }: Pick<OfficeServices, "people" | "secondFactors" | "clock">): PeopleOperations => ({
  listPeople: async ({ caller }) => ({ status: 200, body: { items: (await people.list(caller)).map(presentPerson) } }),
  addPerson: async ({ body: { grants, ...rest }, caller }) => {
    const person = await people.add({ ...rest, grants: grantsOf(grants) }, caller);
    return { status: 201, body: presentPerson(person), revision: person.revision, location: `/people/${person.id}` };
  },
  getPerson: async ({ path, caller }) => {
    const person = await people.get(path.personId, caller);
    return { status: 200, body: presentPerson(person), revision: person.revision };
  },
  changePerson: async ({ path, body: { grants, ...rest }, caller, ifMatch }) => {
    const person = await people.change(path.personId, { ...rest, ...given({ grants: grants && grantsOf(grants) }) }, caller, ifMatch);
    return { status: 200, body: presentPerson(person), revision: person.revision };
  },
  removePerson: async ({ path, caller }) => {
    await people.remove(path.personId, caller);
    return { status: 204 };
  },
  resetPassword: async ({ path, body, caller }) => {
    await people.resetPassword(path.personId, body.password, caller);
    return { status: 204 };
  },
  resetSecondFactor: async ({ path, caller }) => {
    await secondFactors.reset((await people.get(path.personId, caller)).id);
    return { status: 204 };
  },
  listSignIns: async ({ path, caller }) => ({ status: 200, body: { items: (await people.signInsOf(path.personId, caller)).map((signIn) => presentSignIn(signIn, clock.now())) } }),
});
