import { AREA_OF_KIND } from "./kinds.js";
import type { InboxItem } from "./questions.js";

/** Where the record of an item can be looked at and acted on; a delivery stands with the record that it is about. */
export const addressOf = ({ kind, address }: InboxItem, hei: (...parts: readonly string[]) => string): string | undefined => {
  if (kind === "delivery") return undefined;
  const [, ...ids] = address.split("/").map(decodeURIComponent);
  return hei(...AREA_OF_KIND[kind], ...ids);
};
