import { type Caller, scopesAnywhere } from "../../domain/access/caller.js";
import type { SignedIn } from "../../domain/people/sign-in.js";
import { given } from "../../kernel/given.js";
import { csrfTokenOf } from "../door/csrf.js";
import type { Visitor } from "../door/visitor.js";
import type { Schema } from "../operation.js";

/** The caller with what pages need. */
export const presentMe = (caller: Caller, { signedIn, secret }: Visitor): Schema<"Me"> => {
  const { id, kind, name, access, expiresAt } = caller;
  return {
    kind, id, name, scopes: scopesAnywhere(caller), access, ...given({ heiIds: institutionsOf(caller), expiresAt: expiresAt?.toISOString() }),
    ...(signedIn ? { ...ofPerson(signedIn), ...given({ csrfToken: secret === undefined ? undefined : csrfTokenOf(secret) }) } : { tokenId: id }),
  };
};

/** Undefined stands for all institutions. */
const institutionsOf = ({ access }: Caller): readonly string[] | undefined =>
  access.some(({ heiIds }) => heiIds === undefined) ? undefined : [...new Set(access.flatMap(({ heiIds = [] }) => heiIds))];

const ofPerson = ({ person: { email, locale, hasSecondFactor }, lacksSecondFactor }: SignedIn) =>
  ({ email, secondFactor: hasSecondFactor ? "on" as const : lacksSecondFactor ? "required" as const : "none" as const, ...given({ locale }) });
