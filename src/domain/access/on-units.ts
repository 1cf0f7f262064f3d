import type { HeiId } from "../../kernel/ids.js";
import type { Access, Caller } from "./caller.js";
import { type Scope, withBrought } from "./scopes.js";

/** What one may do with something that belongs to these units of the institution. */
export type ScopesOnUnits = (unitIds: readonly string[]) => ReadonlySet<Scope>;

const isAt = ({ heiIds }: Access, heiId: HeiId): boolean => heiIds === undefined || heiIds.includes(heiId);

/** A grant for units holds for what belongs to one of them, and not for what belongs to none; every other grant holds for everything. */
export const scopesOnUnits = ({ access }: Pick<Caller, "access">, heiId: HeiId): ScopesOnUnits => {
  const here = access.filter((one) => isAt(one, heiId));
  const everywhere = new Set(withBrought(here.flatMap(({ scopes, unitIds }) => (unitIds ? [] : scopes))));
  return (units) => {
    const more = here.flatMap(({ scopes, unitIds }) => (unitIds?.some((unit) => units.includes(unit)) ? scopes : []));
    return more.length === 0 ? everywhere : new Set([...everywhere, ...withBrought(more)]);
  };
};
