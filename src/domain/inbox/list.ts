/** Order, pages and counts of items that are in memory. */
import { cursorOf, readCursor } from "../cursor.js";
import type { Page, PageRequest } from "../page.js";
import { INBOX_GROUPS, type InboxGroup, type InboxItem, type InboxKind } from "./model.js";

export interface InboxFilter {
  readonly partnerHeiId?: string;
  readonly unitId?: string;
  readonly kinds?: readonly InboxKind[];
  readonly groups?: readonly InboxGroup[];
  /** Only copies that can be approved as they are. */
  readonly identical?: boolean;
}

/** `partner`: by partner, unit, and the oldest first; `due`: what is due first, then the oldest. */
export type InboxOrder = "partner" | "due";

export const matches = ({ partnerHeiId, unitId, kinds, groups, identical }: InboxFilter) => (item: InboxItem): boolean =>
  (partnerHeiId === undefined || item.partnerHeiId === partnerHeiId) && (unitId === undefined || item.unitIds.includes(unitId)) &&
  (kinds?.includes(item.kind) ?? true) && (groups?.includes(item.group) ?? true) && (identical === undefined || (item.identical ?? false) === identical);

/** Sorts after every text that a date, a unit or an institution can be. */
const LAST = "\u{10ffff}";

const POSITION: Readonly<Record<InboxOrder, (item: InboxItem) => readonly string[]>> = {
  partner: ({ partnerHeiId, unitIds, since, id }) => [partnerHeiId, unitIds[0] ?? LAST, since.toISOString(), id],
  due: ({ due, since, id }) => [due?.on ?? LAST, since.toISOString(), id],
};

/** One page. A cursor stays valid while items come and go: it is a place in the order. */
export const pageOfItems = (items: readonly InboxItem[], order: InboxOrder, page: PageRequest): Page<InboxItem> => {
  const position = POSITION[order];
  const after = readCursor(page, POSITION_LENGTH[order]);
  const placed = items.map((item) => ({ item, at: position(item) })).filter(({ at }) => after === undefined || compared(at, after) > 0).sort((a, b) => compared(a.at, b.at));
  const shown = placed.slice(0, page.limit);
  const last = shown.at(-1);
  return { items: shown.map(({ item }) => item), ...(last && placed.length > page.limit && { next: cursorOf(...last.at) }) };
};

const POSITION_LENGTH: Readonly<Record<InboxOrder, number>> = { partner: 4, due: 3 };

const compared = (a: readonly string[], b: readonly string[]): number => {
  for (let i = 0; i < a.length; i++) {
    const [one = "", other = ""] = [a[i], b[i]];
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
};

export type GroupCounts = Readonly<Record<InboxGroup, number>>;

export interface Counted {
  readonly total: number;
  readonly groups: GroupCounts;
}

/** How many items there are, in all and by what they can be filtered by. */
export interface InboxSummary extends Counted {
  /** Copies that can be approved as they are. */
  readonly identical: number;
  /** Due on or before this day. */
  readonly dueBy: { readonly day: string; readonly count: number };
  readonly kinds: readonly (Counted & { readonly kind: InboxKind })[];
  /** By partner, in the order of their ids. */
  readonly partners: readonly (Counted & { readonly partnerHeiId: string })[];
  /** By unit of ours; an item of two units counts in both. */
  readonly units: readonly (Counted & { readonly unitId: string })[];
}

export const summaryOf = (items: readonly InboxItem[], dueBy: string): InboxSummary => ({
  ...counted(items),
  identical: items.filter(({ identical }) => identical).length,
  dueBy: { day: dueBy, count: items.filter(({ due }) => due !== undefined && due.on <= dueBy).length },
  kinds: grouped(items, ({ kind }) => [kind]).map(([kind, of]) => ({ kind, ...counted(of) })),
  partners: grouped(items, ({ partnerHeiId }) => [partnerHeiId]).map(([partnerHeiId, of]) => ({ partnerHeiId, ...counted(of) })),
  units: grouped(items, ({ unitIds }) => unitIds).map(([unitId, of]) => ({ unitId, ...counted(of) })),
});

const counted = (items: readonly InboxItem[]): Counted => {
  const groups = Object.fromEntries(INBOX_GROUPS.map((group) => [group, 0])) as Record<InboxGroup, number>;
  for (const { group } of items) groups[group]++;
  return { total: items.length, groups };
};

const grouped = <K extends string>(items: readonly InboxItem[], keysOf: (item: InboxItem) => readonly K[]): readonly (readonly [K, readonly InboxItem[]])[] => {
  const groups = new Map<K, InboxItem[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
};
