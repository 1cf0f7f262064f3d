import type { HeiId } from "../../kernel/ids.js";
import type { Clock } from "../../kernel/ports.js";
import type { Caller } from "../access/caller.js";
import { scopesOnUnits } from "../access/on-units.js";
import type { Page, PageRequest } from "../page.js";
import type { WeeksOf } from "./due.js";
import { type InboxFilter, type InboxOrder, type InboxSummary, matches, pageOfItems, summaryOf } from "./list.js";
import { type InboxItem, KIND_SCOPES } from "./model.js";
import { OpenItems } from "./open-items.js";
import type { InboxSource } from "./ports.js";
import { standingToday } from "./standing.js";

interface InboxDependencies {
  readonly source: InboxSource;
  /** What the factsheets of these institutions promise, ours and those of partners that we know. */
  readonly promisedWeeks: (heiId: HeiId) => Promise<WeeksOf>;
  /** Days without a change after which an item is stuck. */
  readonly stuckAfterDays: number;
  readonly clock: Clock;
}

/** Whose eyes: only kinds that they may read there, only actions that they are allowed. */
export type Reader = Pick<Caller, "access">;

/** Mobilities of academic years that began before these many years are history, whatever their state. */
const YEARS_BACK = 2;
const DUE_SOON_DAYS = 7;
const DAY_MS = 86_400_000;

/** What needs somebody, over all kinds of records of an institution (PEERS 4.1 item 3). */
export const createInbox = ({ source, promisedWeeks, stuckAfterDays, clock }: InboxDependencies) => {
  const institutions = new Map<HeiId, OpenItems>();
  const openItems = (heiId: HeiId): OpenItems => {
    const known = institutions.get(heiId) ?? new OpenItems(source, heiId);
    institutions.set(heiId, known);
    return known;
  };

  /** All items that the reader may see, as they stand now. */
  const all = async (heiId: HeiId, reader: Reader): Promise<readonly InboxItem[]> => {
    const now = clock.now();
    const [open, weeksOf] = await Promise.all([openItems(heiId).read(now.getUTCFullYear() - YEARS_BACK), promisedWeeks(heiId)]);
    const scopesOn = scopesOnUnits(reader, heiId);
    const today = { now, heiId, stuckAfterDays, weeksOf };
    return open.flatMap((item) => {
      const scopes = scopesOn(item.unitIds);
      return scopes.has(KIND_SCOPES[item.kind]) ? standingToday(item, today, scopes) ?? [] : [];
    });
  };

  return {
    all,
    list: async (heiId: HeiId, reader: Reader, { filter, order, page }: { readonly filter: InboxFilter; readonly order: InboxOrder; readonly page: PageRequest }): Promise<Page<InboxItem>> =>
      pageOfItems((await all(heiId, reader)).filter(matches(filter)), order, page),
    summary: async (heiId: HeiId, reader: Reader, filter: InboxFilter): Promise<InboxSummary> => {
      const dueBy = new Date(clock.now().getTime() + DUE_SOON_DAYS * DAY_MS).toISOString().slice(0, 10);
      return summaryOf((await all(heiId, reader)).filter(matches(filter)), dueBy);
    },
  };
};
export type Inbox = ReturnType<typeof createInbox>;
