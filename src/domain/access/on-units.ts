import type { HeiId } from "../../kernel/ids.js";
import type { Access, Caller } from "./caller.js";
import { type Scope, withBrought } from "./scopes.js";

/** What one may do with something that belongs to these units of the institution. */
export type ScopesOnUnits = (unitIds: readonly string[]) => ReadonlySet<Scope>;

const isAt = ({ heiIds }: Access, heiId: HeiId): boolean => heiIds === undefined || heiIds.includes(heiId);

/**
 * A grant for units shows what belongs to one of them, and changes what belongs to none but them; what belongs to no unit is for other
 * grants, which hold for everything.
 */
export const scopesOnUnits = ({ access }: Pick<Caller, "access">, heiId: HeiId): ScopesOnUnits => {
  const here = access.filter((one) => isAt(one, heiId));
  const everywhere = new Set(withBrought(here.flatMap(({ scopes, unitIds }) => (unitIds ? [] : scopes))));
  const within = new Map<Scope, Set<string>>();
  for (const { scopes, unitIds = [] } of here) for (const scope of withBrought(scopes)) within.set(scope, new Set([...(within.get(scope) ?? []), ...unitIds]));
  const scoped = [...within].filter(([scope, own]) => own.size > 0 && !everywhere.has(scope));
  if (scoped.length === 0) return () => everywhere;
  return (units) => new Set([...everywhere, ...scoped.flatMap(([scope, own]) => (reaches(scope, own, units) ? [scope] : []))]);
};

const reaches = (scope: Scope, own: ReadonlySet<string>, units: readonly string[]): boolean =>
  (scope.endsWith(":read") ? units.some((unit) => own.has(unit)) : units.length > 0 && units.every((unit) => own.has(unit)));
