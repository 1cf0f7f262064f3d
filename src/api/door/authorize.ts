import { type Caller, mayActFor, scopesAnywhere, scopesFor } from "../../domain/access/caller.js";
import type { InstitutionStore } from "../../domain/institutions/ports.js";
import { forbidden, notFound, type EwpError } from "../../kernel/errors.js";
import { heiId, type HeiId } from "../../kernel/ids.js";

/** What the contract demands of a call. */
export interface Demand {
  readonly scopes: readonly string[];
  /** The institution of ours in the path. */
  readonly heiId: string | undefined;
  /** The call may create the institution, so it need not exist. */
  readonly mayCreate: boolean;
}

/** The same words whether the institution is unknown or not for this caller: its existence is not revealed. */
export const noSuchInstitution = (id: string): EwpError =>
  notFound(`This node serves no institution ${JSON.stringify(id)} that your token has access to.`, { code: "no-such-institution" });

/** Throws 403 when a scope is missing, be it at this institution only, 404 when the institution is not served here or not for this caller. */
export const authorize = (institutions: Pick<InstitutionStore, "get">) => async (caller: Caller, demand: Demand): Promise<void> => {
  requireScopes(caller, demand.scopes);
  if (demand.heiId === undefined) return;
  const id = heiId(demand.heiId);
  if (!mayActFor(caller, id) || !(demand.mayCreate || (await institutions.get(id)))) throw noSuchInstitution(id);
  requireScopes(caller, demand.scopes, id);
};

/** Throws 403 `missing-scope` unless the caller has all of `scopes`, at the institution where one is named. */
export const requireScopes = (caller: Caller, scopes: readonly string[], at?: HeiId): void => {
  const own: readonly string[] = at === undefined ? scopesAnywhere(caller) : scopesFor(caller, at);
  const missing = scopes.filter((scope) => !own.includes(scope));
  if (missing.length > 0) throw forbidden(`${caller.kind === "person" ? "Your account" : `The token ${JSON.stringify(caller.name)}`} misses the scope ${missing.join(", ")}.`, { code: "missing-scope", details: { missing } });
};

/** An institution named elsewhere than in the path: 404 unless it is served here and for this caller, 403 without the scopes there. */
export const requireInstitution = async (institutions: Pick<InstitutionStore, "get">, { caller, scopes, heiId: id }: { readonly caller: Caller; readonly scopes: readonly string[]; readonly heiId: HeiId }): Promise<void> => {
  if (!mayActFor(caller, id) || !(await institutions.get(id))) throw noSuchInstitution(id);
  requireScopes(caller, scopes, id);
};
