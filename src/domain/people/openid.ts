import { EwpError } from "../../kernel/errors.js";
import type { Clock, Ids } from "../../kernel/ports.js";
import type { PeopleStore, Person } from "./model.js";

/** Whom the institution's provider vouches for. */
export interface Identity {
  readonly issuer: string;
  /** Never changes, whatever becomes of the address. */
  readonly subject: string;
  readonly email: string | undefined;
  readonly name: string | undefined;
}

/** A sign-in that the browser was sent to the provider for. */
export interface StartedOpenId {
  /** Where the browser goes. */
  readonly url: string;
  /** What the browser keeps until it is back, sealed. */
  readonly kept: string;
}

/** The institution's provider; provided by security/openid.ts. */
export interface OpenIdProvider {
  /** What the button says. */
  readonly name: string;
  start(to: string): Promise<StartedOpenId>;
  /** Who came back with this query, and where the browser wanted to go. Rejects for whatever is wrong with it. */
  finish(query: string, kept: string): Promise<Identity & { readonly to: string }>;
}

/**
 * The person of an identity: known from before, or by an e-mail address that nobody else of this provider holds; a newcomer is added with
 * nothing granted, for an administrator to see. Throws `EwpError` 401 for who has no address, is disabled, or comes as somebody else.
 */
export const personOf = ({ people, clock, ids }: { readonly people: PeopleStore; readonly clock: Clock; readonly ids: Ids }) => async ({ issuer, subject, email, name }: Identity): Promise<Person> => {
  const known = await people.byIdentity(issuer, subject);
  if (known) return enabled(known);
  if (email === undefined) throw openIdRefused("The provider tells no e-mail address, or one that it has not verified.", "openid-no-email");
  const byEmail = await people.byEmail(email.toLowerCase());
  const person: Person = byEmail ?? { id: ids.uuid(), email: email.toLowerCase(), name: name ?? email, grants: [], hasPassword: false, hasSecondFactor: false, createdAt: clock.now(), revision: 1 };
  if (byEmail) enabled(byEmail);
  else await people.add(person, undefined);
  if (!(await people.addIdentity(person.id, issuer, subject))) throw openIdRefused("This e-mail address belongs to another account of the provider.", "openid-other-account");
  return person;
};

export const openIdRefused = (message: string, code: string, cause?: unknown): EwpError => new EwpError(401, message, { code, cause });

const enabled = (person: Person): Person => {
  if (person.disabledAt) throw openIdRefused("The account is disabled.", "account-disabled");
  return person;
};
