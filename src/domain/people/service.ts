import { badRequest, editConflict, forbidden, notFound, preconditionFailed } from "../../kernel/errors.js";
import type { HeiId } from "../../kernel/ids.js";
import type { Clock, Ids } from "../../kernel/ports.js";
import { administers, beyond, type Caller } from "../access/caller.js";
import type { Problem } from "../problem.js";
import { accessOf, type Grant, type Passwords, type PeopleStore, type Person, type SignIn, type SignInStore } from "./model.js";

export interface NewPerson {
  readonly email: string;
  readonly name: string;
  readonly locale?: string;
  readonly grants: readonly Grant[];
  readonly password?: string;
}

/** What an administrator may change; absent = stays. */
export interface PersonChange {
  readonly email?: string;
  readonly name?: string;
  readonly locale?: string;
  readonly grants?: readonly Grant[];
  readonly disabled?: boolean;
}

interface Parts {
  readonly store: PeopleStore;
  readonly signIns: SignInStore;
  readonly passwords: Passwords;
  /** Units of an institution of ours that are named and not there. */
  readonly unknownUnits: (heiId: HeiId, unitIds: readonly string[]) => Promise<readonly string[]>;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Longer ones are not hashed: nobody types them, and each costs time. */
export const PASSWORD = { shortest: 12, longest: 200 } as const;

export type People = ReturnType<typeof createPeople>;

/**
 * People and what they are granted. An administrator of some institutions sees, changes and grants what lies within those; whoever has
 * no grants yet is seen by every administrator.
 */
export const createPeople = ({ store, signIns, passwords, unknownUnits, clock, ids }: Parts) => {
  const seenBy = (by: Caller) => (person: Person): boolean => administers(by, accessOf(person.grants));

  /** Throws `EwpError` 404 for who is not there or reaches further than the caller. */
  const get = async (id: string, by: Caller): Promise<Person> => {
    const person = await store.get(id);
    if (!person || !seenBy(by)(person)) throw notFound("There is no person with this id that you may administer.", { code: "no-such-person" });
    return person;
  };

  const grantable = async (grants: readonly Grant[], by: Caller): Promise<void> => {
    const problems = (await Promise.all(grants.map((grant, at) => grantProblems(grant, at, unknownUnits)))).flat();
    if (problems.length > 0) throw badRequest("The grants cannot be given.", { code: "invalid-grants", details: problems });
    const more = beyond(by, accessOf(grants));
    if (more.length > 0) throw forbidden(`Nobody can grant what they have not: ${more.join(", ")}.`, { code: "more-than-own" });
  };

  return {
    list: async (by: Caller): Promise<readonly Person[]> => (await store.list()).filter(seenBy(by)),
    get,

    /** Adds a person. Throws 400 for a password or grants that will not do, 403 for grants beyond the caller's, 409 for a known address. */
    add: async ({ password, email, ...rest }: NewPerson, by: Caller): Promise<Person> => {
      await grantable(rest.grants, by);
      if (password !== undefined) refusePoor(password, email);
      const person: Person = { ...rest, email: email.toLowerCase(), id: ids.uuid(), hasPassword: password !== undefined, hasSecondFactor: false, createdAt: clock.now(), revision: 1 };
      await store.add(person, password === undefined ? undefined : await passwords.hash(password));
      return person;
    },

    /** Changes a person; disabling ends all sign-ins at once. Throws 412 when `ifRevision` is another than the present one. */
    change: async (id: string, { disabled, email, ...change }: PersonChange, by: Caller, ifRevision?: number): Promise<Person> => {
      const person = await get(id, by);
      if (ifRevision !== undefined && ifRevision !== person.revision) throw preconditionFailed(`Revision ${person.revision} is the present one.`, { details: { present: person.revision } });
      if (change.grants) await grantable(change.grants, by);
      if (id === by.id && (disabled || change.grants)) throw editConflict("Nobody changes their own grants or disables themselves.", "Ask another administrator to change your own access.", { code: "own-access" });
      const { disabledAt, ...enabled } = person;
      const next = { ...(disabled === false ? enabled : person), ...change, ...(email !== undefined && { email: email.toLowerCase() }), ...(disabled && { disabledAt: disabledAt ?? clock.now() }), revision: person.revision + 1 };
      await store.put(next);
      if (disabled) await signIns.endAll(id, clock.now());
      return next;
    },

    /** Removes a person; timelines then tell of a former member of staff. */
    remove: async (id: string, by: Caller): Promise<void> => {
      await get(id, by);
      if (id === by.id) throw editConflict("Nobody removes themselves.", "Ask another administrator.", { code: "own-access" });
      await store.remove(id);
    },

    /** Another password, set by an administrator; ends all sign-ins. Throws 400 for one that will not do. */
    resetPassword: async (id: string, password: string, by: Caller): Promise<void> => {
      const { email } = await get(id, by);
      refusePoor(password, email);
      await store.setPassword(id, await passwords.hash(password));
      await signIns.endAll(id, clock.now());
    },

    /** One's own password; ends all other sign-ins. Throws 403 when `current` is wrong, 400 for one that will not do. */
    changePassword: async ({ person, signIn }: { readonly person: Person; readonly signIn: SignIn }, given: { readonly current: string; readonly password: string }): Promise<void> => {
      if (!(await passwords.fits(await store.passwordHash(person.id), given.current))) throw forbidden("The present password is wrong.", { code: "wrong-password" });
      refusePoor(given.password, person.email);
      await store.setPassword(person.id, await passwords.hash(given.password));
      await signIns.endAll(person.id, clock.now(), signIn.id);
    },

    /** One's own language and name. */
    changeOwn: async (person: Person, change: Pick<PersonChange, "name" | "locale">): Promise<Person> => {
      const next = { ...person, ...change, revision: person.revision + 1 };
      await store.put(next);
      return next;
    },

    signInsOf: async (id: string, by: Caller): Promise<readonly SignIn[]> => signIns.of((await get(id, by)).id),
    names: store.names,
  };
};

const grantProblems = async ({ heiId, unitIds }: Grant, at: number, unknownUnits: Parts["unknownUnits"]): Promise<readonly Problem[]> => {
  if (unitIds === undefined) return [];
  const field = `grants[${at}].unitIds`;
  if (heiId === undefined) return [{ field, problem: "units without an institution", expected: "heiId beside unitIds" }];
  const unknown = await unknownUnits(heiId, unitIds);
  return unknown.map((id) => ({ field, problem: `${id} is no unit of ${heiId}`, expected: "ids of its units" }));
};

/** Length counts, and that it is not what everybody tries first. */
const refusePoor = (password: string, email: string): void => {
  const problem = [...password].length < PASSWORD.shortest ? `has less than ${PASSWORD.shortest} characters`
    : new Set(password).size < 5 ? "repeats a few characters"
      : password.toLowerCase().includes((email.split("@")[0] ?? "").toLowerCase()) && (email.split("@")[0] ?? "").length > 3 ? "contains the name in the e-mail address" : undefined;
  if (problem !== undefined) throw badRequest(`The password will not do: it ${problem}.`, { code: "poor-password", details: [{ field: "password", problem, expected: `${PASSWORD.shortest} to ${PASSWORD.longest} characters that nobody would try` }] });
};
