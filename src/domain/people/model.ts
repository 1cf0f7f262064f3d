import type { HeiId } from "../../kernel/ids.js";
import type { Access } from "../access/caller.js";
import { type Role, scopesOf } from "../access/roles.js";

/** A role at an institution. */
export interface Grant {
  readonly role: Role;
  /** Absent = at every institution of this node. */
  readonly heiId?: HeiId;
  /** Only for objects of these units; needs `heiId`. */
  readonly unitIds?: readonly string[];
}

/** A member of staff with access to the office. */
export interface Person {
  readonly id: string;
  /** Lower case; what one signs in with. */
  readonly email: string;
  readonly name: string;
  /** BCP 47; the language of the pages. */
  readonly locale?: string;
  readonly grants: readonly Grant[];
  /** False for who signs in at the institution's provider only. */
  readonly hasPassword: boolean;
  /** A second factor is asked for. */
  readonly hasSecondFactor: boolean;
  readonly createdAt: Date;
  readonly disabledAt?: Date;
  readonly signedInAt?: Date;
  readonly revision: number;
}

export const accessOf = (grants: readonly Grant[]): readonly Access[] =>
  grants.map(({ role, heiId, unitIds }) => ({ role, scopes: scopesOf(role, unitIds !== undefined), ...(heiId !== undefined && { heiIds: [heiId] }), ...(unitIds && { unitIds }) }));

/** How somebody came in. */
export type Way = "password" | "openid";

/** One browser of one person, from sign-in to sign-out. */
export interface SignIn {
  readonly id: string;
  readonly personId: string;
  /** SHA-256 of what the browser shows, hex; that itself is stored nowhere. */
  readonly hash: string;
  readonly way: Way;
  /** Until it is given, nothing else may be done. */
  readonly needs?: "second-factor";
  readonly createdAt: Date;
  /** To the minute. */
  readonly usedAt: Date;
  /** The latest end, however often it is used. */
  readonly endsAt: Date;
  readonly endedAt?: Date;
}

export interface PeopleStore {
  /** In the order of their e-mail addresses. */
  list(): Promise<readonly Person[]>;
  get(id: string): Promise<Person | undefined>;
  byEmail(email: string): Promise<Person | undefined>;
  /** Rejects with 409 when the e-mail address is another person's. */
  add(person: Person, passwordHash: string | undefined): Promise<void>;
  /** Replaces what is known of a person; `revision` is the next one. Rejects with 412 unless the stored one is just before. */
  put(person: Person): Promise<void>;
  remove(id: string): Promise<boolean>;
  /** Whom a provider vouches for. */
  byIdentity(issuer: string, subject: string): Promise<Person | undefined>;
  /** False when the person, or the subject, stands for another of this issuer already. */
  addIdentity(personId: string, issuer: string, subject: string): Promise<boolean>;
  /** Names of those that are still there, by id. */
  names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  passwordHash(id: string): Promise<string | undefined>;
  setPassword(id: string, hash: string): Promise<void>;
}

export interface SignInStore {
  add(signIn: SignIn): Promise<void>;
  /** With its person, unless that one is disabled. */
  byHash(hash: string): Promise<{ readonly signIn: SignIn; readonly person: Person } | undefined>;
  used(id: string, at: Date): Promise<void>;
  end(id: string, at: Date): Promise<void>;
  /** Ends all of a person but `except`. */
  endAll(personId: string, at: Date, except?: string): Promise<void>;
  /** The latest of a person first, 200 at most. */
  of(personId: string): Promise<readonly SignIn[]>;
  /** Removes those that ended before; returns how many. */
  forget(before: Date): Promise<number>;
}

/** How passwords are kept; provided by security/passwords.ts. */
export interface Passwords {
  /** For the store, e.g. `$argon2id$...`. */
  hash(password: string): Promise<string>;
  /** Takes as long when there is nothing to compare with, and is false then. */
  fits(hash: string | undefined, password: string): Promise<boolean>;
}

/** What browsers show after sign-in; provided by security/sign-in-secret.ts. */
export interface SignInSecrets {
  /** A fresh one, unguessable. */
  generate(): string;
  isSecret(text: string): boolean;
  /** SHA-256 hex: what is stored. */
  hash(secret: string): string;
}
