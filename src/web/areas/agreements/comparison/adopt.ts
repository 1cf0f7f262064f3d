import type { Schemas } from "../../../../client/plain.js";
import type { Copy, Terms } from "../model.js";
import { conditionOf, type TermsCondition, termsOf } from "../terms.js";
import { withField } from "../../../data/with-field.js";

export type Difference = Schemas["Difference"];

/** Names a difference within one comparison. */
export const keyOf = ({ field, condition }: Difference): string => `${field}@${condition?.at.mine ?? ""}:${condition?.at.theirs ?? ""}`;

const CONDITION_FIELDS: ReadonlySet<string> = new Set<keyof TermsCondition>([
  "sendingOunitId", "receivingOunitId", "subjectAreas", "firstAcademicYear", "lastAcademicYear", "mobilitiesPerYear", "totalMonthsPerYear", "totalDaysPerYear", "languageSkills", "eqfLevels", "blended",
  "otherInfoTerms", "sendingContacts", "receivingContacts",
]);
const PARTY_FIELDS: ReadonlySet<string> = new Set(["partner.iiaCode", "partner.ounitId", "partner.signingContact", "partner.signingDate", "partner.contacts"]);

/** Whether the partner's side of it can be taken into our copy by an edit: ids, marks and the order of conditions cannot. */
export const isAdoptable = ({ field, between, condition }: Difference): boolean =>
  between === "sides" && (condition ? field === "condition" || (CONDITION_FIELDS.has(field) && condition.at.mine !== undefined && condition.at.theirs !== undefined) : PARTY_FIELDS.has(field));

/**
 * Our copy with the partner's side of the chosen differences: a value that the partner does not have is removed, a condition that only
 * the partner has is added at the end of its kind, one that only we have is left out. Nothing else changes.
 */
export const adopt = (mine: Copy, theirs: Copy, chosen: readonly Difference[]): Terms => {
  const terms = termsOf(mine);
  const conditions: (TermsCondition | undefined)[] = [...terms.conditions];
  let partner = { ...terms.partner } as Record<string, unknown>;
  for (const { field, condition } of chosen.filter(isAdoptable)) {
    if (!condition) partner = withValue(partner, field.slice("partner.".length), theirs.owner);
    else if (field === "condition") takeCondition(conditions, theirs, condition.at);
    else {
      const [ours, partners] = [conditions[condition.at.mine ?? -1], theirs.conditions[condition.at.theirs ?? -1]];
      if (ours && partners) conditions[condition.at.mine ?? -1] = withValue(ours, field, conditionOf(partners));
    }
  }
  return { ...terms, partner: { contacts: [], ...partner }, conditions: conditions.filter((one) => one !== undefined) };
};

const withValue = <T extends object>(ours: T, name: string, theirs: object): T => withField(ours, name, (theirs as Record<string, unknown>)[name]);

const takeCondition = (conditions: (TermsCondition | undefined)[], theirs: Copy, at: { readonly mine?: number; readonly theirs?: number }): void => {
  if (at.mine !== undefined) conditions[at.mine] = undefined;
  const added = at.theirs === undefined ? undefined : theirs.conditions[at.theirs];
  if (added && at.mine === undefined) conditions.push(conditionOf(added));
};
