/** Comparable values: what a person reads, what the hash reads, and what is meant. */
import type { Nature } from "./result.js";

/** One value of a field. */
export interface Item {
  readonly shown: string;
  /** What enters the iia-hash; absent when nothing does. */
  readonly hashed?: string;
  /** Equal for values that mean the same; empty for a value that says nothing. */
  readonly meaning: string;
}

/** Text without differences that nobody sees: Unicode form, runs of white space. */
export const plain = (text: string): string => text.normalize("NFC").replace(/\s+/gu, " ").trim();

/** A value that is hashed letter by letter. */
export const hashedText = (text: string | undefined, meaning = plain): readonly Item[] =>
  text === undefined ? [] : [{ shown: text, hashed: text, meaning: meaning(text) }];

/** A value for people, which no approval is about. */
export const unhashed = (text: string | undefined): readonly Item[] => (text === undefined ? [] : [{ shown: text, meaning: text }]);

const sorted = (texts: readonly string[]): readonly string[] => [...texts].sort();
const sameTexts = (one: readonly string[], other: readonly string[]): boolean => one.length === other.length && one.every((text, i) => text === other[i]);
const hashedOf = (items: readonly Item[]): readonly string[] => items.flatMap(({ hashed }) => (hashed === undefined ? [] : [hashed]));
const meaningOf = (items: readonly Item[]): readonly string[] => items.flatMap(({ meaning }) => (meaning === "" ? [] : [meaning]));
const shownOf = (items: readonly Item[]): readonly string[] => items.map(({ shown }) => shown);

/** How two lists of values differ, or undefined when they do not. */
export const natureOf = (one: readonly Item[], other: readonly Item[]): Exclude<Nature, "binding"> | undefined => {
  const [a, b] = [hashedOf(one), hashedOf(other)];
  if (sameTexts(a, b)) return sameTexts(shownOf(one), shownOf(other)) && sameTexts(meaningOf(one), meaningOf(other)) ? undefined : "not-hashed";
  if (sameTexts(sorted(a), sorted(b))) return "order-only";
  return sameTexts(sorted(meaningOf(one)), sorted(meaningOf(other))) ? "cosmetic" : "substantive";
};

/** The values as one text; undefined for none. */
export const shownText = (items: readonly Item[]): string | undefined => (items.length === 0 ? undefined : shownOf(items).join(", "));

/** What `items` mean and `others` do not, as shown. */
export const onlyIn = (items: readonly Item[], others: readonly Item[]): readonly string[] => {
  const left = [...meaningOf(others)];
  return items.filter(({ meaning }) => {
    const at = left.indexOf(meaning);
    if (at >= 0) left.splice(at, 1);
    return meaning !== "" && at < 0;
  }).map(({ shown }) => shown);
};

/** All that is hashed of these values, whatever the order: equal for values that sorting makes equal. */
export const unorderedKey = (items: readonly Item[]): string => JSON.stringify(sorted(hashedOf(items)));

/** All that is meant by these values. */
export const meaningKey = (items: readonly Item[]): string => JSON.stringify(sorted(meaningOf(items)));
