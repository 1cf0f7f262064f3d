import type { Agreement, Side, Terms } from "../side.js";
import { mirrored, termsBetween, type TermsOf } from "../samples/terms.js";

/** One agreement between two sides: A begins, B answers. */
export interface Journey {
  readonly a: Side;
  readonly b: Side;
  readonly termsOfA: Terms;
  readonly termsOfB: Terms;
  /** What A proposes later. */
  readonly changedTerms: Terms;
  /** Tells this journey from others on the same nodes. */
  readonly key: string;
}

/** The ids of both copies, as far as they are known. */
export interface Ids {
  readonly a?: string;
  readonly b?: string;
}

/** Both sides' view of the agreement at one moment. */
export interface Views {
  readonly a?: Agreement;
  readonly b?: Agreement;
}

export const MOBILITIES = { agreed: 4, proposed: 6 } as const;

/** Plans a journey about student and staff mobility in both directions, from the year after `year` on. */
export const planJourney = (a: Side, b: Side, { key, year }: { readonly key: string; readonly year: number }): Journey => {
  const what: TermsOf = {
    ours: a.institution, theirs: b.institution, iiaCode: `A-${key}`, fromYear: year + 1, years: 3,
    kinds: ["student-studies", "staff-teacher"], mobilitiesPerYear: MOBILITIES.agreed,
  };
  const termsOfA = termsBetween(what);
  return {
    a, b, key, termsOfA,
    termsOfB: mirrored(termsOfA, { ours: b.institution, theirs: a.institution, iiaCode: `B-${key}` }),
    // One field of one condition, so that the comparison has exactly that to name.
    changedTerms: { ...termsOfA, conditions: termsOfA.conditions.map((condition, at) => (at === 0 ? { ...condition, mobilitiesPerYear: MOBILITIES.proposed } : condition)) },
  };
};

/** What both nodes say now. Throws when one does not answer. */
export const viewsOf = async ({ a, b }: Journey, ids: Ids): Promise<Views> => {
  const [viewA, viewB] = await Promise.all([ids.a === undefined ? undefined : a.get(ids.a), ids.b === undefined ? undefined : b.get(ids.b)]);
  return { ...viewA && { a: viewA }, ...viewB && { b: viewB } };
};
