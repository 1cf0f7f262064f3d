import type { Page, PageRequest } from "../../domain/page.js";
import { given } from "../../kernel/given.js";

/** The page that the query asks for; the contract gives `limit` its default. */
export const pageRequest = ({ limit, cursor }: { readonly limit?: number; readonly cursor?: string }): PageRequest =>
  ({ limit: limit ?? 50, ...given({ cursor }) });

/** A page of domain objects as a page of JSON. */
export const presentPage = <T, U>({ items, next }: Page<T>, present: (item: T) => U): { items: U[]; next?: string } =>
  ({ items: items.map(present), ...given({ next }) });
