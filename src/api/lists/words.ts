import { searchText } from "../../registry/search-text.js";

/** True when every word of `wanted` occurs in one of the texts, whatever its case or diacritics. */
export const containsWords = (wanted: string, texts: readonly (string | undefined)[]): boolean => {
  const hay = searchText(texts.filter((text) => text !== undefined).join("\n"));
  return searchText(wanted).split(/\s+/).every((word) => hay.includes(word));
};
