/** By when something has to be done: days before a start, or weeks that a factsheet promises (PROTOCOL 5.5). */
import type { HeiId } from "../../kernel/ids.js";
import type { Factsheet } from "../institutions/model.js";

/** `by`: whose factsheet says how many weeks there are. */
export type DueRule =
  | { readonly rule: "signed-before-start"; readonly start: string }
  | { readonly rule: "decision" | "transcript"; readonly by: "us" | "partner"; readonly from: Date };

/** By when, and why then. */
export interface Due {
  /** YYYY-MM-DD */
  readonly on: string;
  readonly code: DueRule["rule"];
}

/** The weeks that institutions promise in their factsheets; undefined where none is known. */
export type WeeksOf = (heiId: HeiId) => Pick<Factsheet, "decisionWeeksLimit" | "torWeeksLimit"> | undefined;

const DAY_MS = 86_400_000;
/** A learning agreement that is not signed by then is stuck before the student leaves (PEERS 4.1 item 6). */
const DAYS_BEFORE_START = 14;

/** The day; undefined where nobody promised one, or the partner wrote no date. */
export const dueOf = (rule: DueRule, { heiId, partnerHeiId }: { readonly heiId: HeiId; readonly partnerHeiId: HeiId }, weeksOf: WeeksOf): Due | undefined => {
  if (rule.rule === "signed-before-start") return dayAfter(Date.parse(firstDay(rule.start)), -DAYS_BEFORE_START, rule.rule);
  const limits = weeksOf(rule.by === "us" ? heiId : partnerHeiId);
  const weeks = rule.rule === "decision" ? limits?.decisionWeeksLimit : limits?.torWeeksLimit;
  return weeks === undefined ? undefined : dayAfter(rule.from.getTime(), weeks * 7, rule.rule);
};

/** A start may be a month while its day is open. */
export const firstDay = (start: string): string => (start.length === 7 ? `${start}-01` : start);

const dayAfter = (from: number, days: number, code: DueRule["rule"]): Due | undefined => {
  const at = from + days * DAY_MS;
  return Number.isFinite(at) && Math.abs(at) < MOST_MS ? { on: new Date(at).toISOString().slice(0, 10), code } : undefined;
};

/** Later years have five digits, which no calendar takes. */
const MOST_MS = Date.UTC(9999, 0, 1);
