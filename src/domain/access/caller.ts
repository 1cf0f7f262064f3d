import type { HeiId } from "../../kernel/ids.js";
import type { Role } from "./roles.js";
import { type Scope, withBrought } from "./scopes.js";

/** What somebody may do, and where. */
export interface Access {
  /** By which grant; a token has none. */
  readonly role?: Role;
  readonly scopes: readonly Scope[];
  /** Institutions of this node; absent = all. */
  readonly heiIds?: readonly HeiId[];
  /** Units of those institutions to which objects have to belong; absent = all objects, also those of no unit. */
  readonly unitIds?: readonly string[];
}

/** Who asks: a system with a token, or a person who is signed in. */
export interface Caller {
  readonly id: string;
  readonly kind: "system" | "person";
  /** A system's is the actor in timelines; a person's is shown to that person only. */
  readonly name: string;
  readonly access: readonly Access[];
  /** The latest end of this access. */
  readonly expiresAt?: Date;
}

type Reaching = Pick<Caller, "access">;

const reaches = ({ heiIds }: Access, heiId: HeiId): boolean => heiIds === undefined || heiIds.includes(heiId);

/** True when the institution exists for the caller. */
export const mayActFor = ({ access }: Reaching, heiId: HeiId): boolean => access.some((one) => reaches(one, heiId));

/** What the caller may do somewhere; for what belongs to no institution. */
export const scopesAnywhere = ({ access }: Reaching): readonly Scope[] => withBrought(access.flatMap(({ scopes }) => scopes));

/** What the caller may do for this institution, be it for some units only. */
export const scopesFor = ({ access }: Reaching, heiId: HeiId): readonly Scope[] =>
  withBrought(access.filter((one) => reaches(one, heiId)).flatMap(({ scopes }) => scopes));

/** What the caller may do for every institution of this node, also for those that come. */
export const scopesEverywhere = ({ access }: Reaching): readonly Scope[] =>
  withBrought(access.filter(({ heiIds, unitIds }) => heiIds === undefined && unitIds === undefined).flatMap(({ scopes }) => scopes));

/** What `wanted` would give and the caller has not to give: scopes, at institutions where they are missing. */
export const beyond = (caller: Reaching, wanted: readonly Access[]): readonly Scope[] =>
  [...new Set(wanted.flatMap(({ scopes, heiIds }) => {
    const own = heiIds === undefined ? [scopesEverywhere(caller)] : heiIds.map((heiId) => scopesFor(caller, heiId));
    return scopes.filter((scope) => own.some((has) => !has.includes(scope)));
  }))];

/** True when the caller is administrator wherever `access` reaches. */
export const administers = (caller: Reaching, access: readonly Access[]): boolean =>
  access.every(({ heiIds }) => (heiIds === undefined ? [scopesEverywhere(caller)] : heiIds.map((heiId) => scopesFor(caller, heiId))).every((scopes) => scopes.includes("admin")));

const PERSON = "person:";

/** What timelines keep: a system's name, a person's id; never a person's name. */
export const actorOf = ({ id, kind, name }: Caller): string => (kind === "person" ? PERSON + id : name);

/** The id of the person that an actor stands for; undefined for systems, partners and the node. */
export const personIn = (actor: string): string | undefined => (actor.startsWith(PERSON) ? actor.slice(PERSON.length) : undefined);
