import { SCOPES, type Scope } from "./scopes.js";

export const ROLES = ["officer", "coordinator", "viewer", "technician", "administrator"] as const;
export type Role = (typeof ROLES)[number];

/** What each role may do at the institution that it is granted for. A new role is a row. */
const SCOPES_OF: Readonly<Record<Role, readonly Scope[]>> = {
  officer: ["agreements:read", "agreements:write", "agreements:approve", "institutions:read", "institutions:write", "network:read"],
  coordinator: ["mobilities:read", "mobilities:write", "mobilities:decide", "agreements:read", "institutions:read", "partners:read"],
  viewer: ["agreements:read", "mobilities:read", "institutions:read", "partners:read"],
  technician: ["network:read", "network:write", "institutions:read", "institutions:write"],
  administrator: SCOPES,
};

/** What remains of a role that is granted for some units only: what concerns objects that belong to units, and whom one deals with. */
const WITHIN_UNITS: ReadonlySet<Scope> = new Set(["agreements:read", "agreements:write", "agreements:approve", "mobilities:read", "mobilities:write", "mobilities:decide", "institutions:read", "partners:read"]);

/** The scopes that a role gives; `withinUnits` = it is granted for some units of the institution only. */
export const scopesOf = (role: Role, withinUnits: boolean): readonly Scope[] =>
  withinUnits ? [...new Set<Scope>([...SCOPES_OF[role], "partners:read"])].filter((scope) => WITHIN_UNITS.has(scope)) : SCOPES_OF[role];
