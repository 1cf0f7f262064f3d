import type { Page, PageRequest } from "../../domain/page.js";
import { given } from "../../kernel/given.js";

/** So many pages of the store are read for one answer at most; then the answer is short, with a cursor to go on. */
const MOST_LOADS = 10;

/**
 * A page of those items that are `wanted`, for filters that the store does not know. The cursor is always the store's own, so
 * it never loads more than still fits: the page stays as stable as the store's.
 */
export const filteredPage = async <T>(request: PageRequest, load: (request: PageRequest) => Promise<Page<T>>, wanted: (item: T) => boolean): Promise<Page<T>> => {
  const items: T[] = [];
  let cursor = request.cursor;
  for (let loads = 0; loads < MOST_LOADS && items.length < request.limit; loads++) {
    const page = await load({ limit: request.limit - items.length, ...given({ cursor }) });
    items.push(...page.items.filter(wanted));
    cursor = page.next;
    if (cursor === undefined) break;
  }
  return { items, ...given({ next: cursor }) };
};
