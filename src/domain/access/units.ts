import { type EwpError, forbidden } from "../../kernel/errors.js";
import type { HeiId } from "../../kernel/ids.js";
import type { Caller } from "./caller.js";
import { type Scope, withBrought } from "./scopes.js";

/** Records that may belong to units of an institution of ours. */
export const RECORD_KINDS = [
  "agreement", "outgoing-nomination", "incoming-nomination", "outgoing-learning-agreement", "incoming-learning-agreement", "outgoing-transcript", "incoming-transcript",
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** One of them. */
export interface RecordKey {
  readonly kind: RecordKind;
  readonly heiId: HeiId;
  /** Of what a partner sends, and of transcripts. */
  readonly partnerHeiId?: HeiId;
  readonly id: string;
}

/**
 * Our units that a record belongs to: of an agreement, its own party's, else those of its conditions; of a nomination and a learning
 * agreement, the one on our side; of a transcript, that of the nomination.
 */
export interface RecordUnits {
  /** Empty for a record of no unit, and for one that is not there. */
  of(record: RecordKey): Promise<readonly string[]>;
}

/** The units to which the caller is limited when all of `scopes` are needed at the institution; undefined = not limited. */
export const limitedTo = ({ access }: Pick<Caller, "access">, heiId: HeiId, scopes: readonly Scope[]): readonly string[] | undefined => {
  const here = access.filter(({ heiIds }) => heiIds === undefined || heiIds.includes(heiId));
  const whole = withBrought(here.filter(({ unitIds }) => unitIds === undefined).flatMap((one) => one.scopes));
  const missing = scopes.filter((scope) => !whole.includes(scope));
  if (missing.length === 0) return undefined;
  return [...new Set(here.flatMap(({ scopes: own, unitIds = [] }) => (missing.every((scope) => withBrought(own).includes(scope)) ? unitIds : [])))];
};

/**
 * Throws what `absent` makes for a record of other units: it does not exist for the caller; and for a change 403 `beyond-units` when the
 * record belongs to others too, since it would bind them.
 */
export const requireWithin = (units: readonly string[], own: readonly string[], { changes, absent }: { readonly changes: boolean; readonly absent: () => EwpError }): void => {
  if (!own.some((unit) => units.includes(unit))) throw absent();
  if (changes && !own.every((unit) => units.includes(unit))) throw beyondUnits();
};

/** 403: this needs access to the whole institution, or to more of its units. */
export const beyondUnits = (): EwpError => forbidden("This concerns more than the units that your account is for.", { code: "beyond-units" });
