import { given } from "../../kernel/given.js";
import type { HeiId } from "../../kernel/ids.js";
import type { Scope } from "../access/scopes.js";
import { ACTION_SCOPES } from "./actions.js";
import { dueOf, type WeeksOf } from "./due.js";
import { type InboxGroup, type InboxItem, itemId, type OpenItem } from "./model.js";

/** The moment, and what items depend on besides their records. */
export interface Today {
  readonly now: Date;
  readonly heiId: HeiId;
  readonly stuckAfterDays: number;
  readonly weeksOf: WeeksOf;
}

const DAY_MS = 86_400_000;

/** An item as it stands today for who has these scopes on it; undefined while there is nothing to do yet. */
export const standingToday = (open: OpenItem, today: Today, scopes: ReadonlySet<Scope>): InboxItem | undefined => {
  const { from, due: rule, ...item } = open;
  const day = today.now.toISOString().slice(0, 10);
  if (from !== undefined && from > day) return undefined;
  const begun = from === undefined ? undefined : new Date(`${from}T00:00:00Z`);
  const since = begun && begun > open.since ? begun : open.since;
  const due = rule && dueOf(rule, { heiId: today.heiId, partnerHeiId: open.partnerHeiId }, today.weeksOf);
  return { ...item, id: itemId(open), since, actions: open.actions.filter((action) => scopes.has(ACTION_SCOPES[action])), group: groupOf(open, since, today), ...given({ due }) };
};

/** A delivery was given up: it is stuck from the first day. */
const groupOf = ({ kind, turn, news }: OpenItem, since: Date, { now, stuckAfterDays }: Today): InboxGroup => {
  if (kind === "delivery" || now.getTime() - since.getTime() > stuckAfterDays * DAY_MS) return "stuck";
  return news ?? (turn === "partner" ? "waiting-for-them" : "waiting-for-us");
};
