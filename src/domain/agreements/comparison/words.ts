/** Sentences about differences. One table, so that offices read the same words everywhere. */
import { natureOf, onlyIn, shownText, type Item } from "./items.js";
import type { PairDifference } from "./pair.js";

interface Names {
  /** Start of a sentence, e.g. "Your copy". */
  readonly left: string;
  readonly right: string;
}

export const SIDES: Names = { left: "Your copy", right: "The partner's copy" };
export const VERSIONS: Names = { left: "The agreed version", right: "The present version" };

const quoted = (items: readonly Item[]): string => {
  const text = shownText(items);
  return text === undefined ? "says nothing" : `says "${text}"`;
};

/** What differs, in a sentence or two. */
export const explain = (difference: PairDifference, names: Names): string => {
  const { field, nature, left, right } = difference;
  if (field === "condition") return `${left.length > 0 ? names.left : names.right} has this condition, ${lower(left.length > 0 ? names.right : names.left)} does not.`;
  const values = `${names.left} ${quoted(left)}, ${lower(names.right)} ${quoted(right)}.`;
  return { "substantive": `${values}${extras(left, right, names)}`, "cosmetic": `${values} Both mean the same, but every letter counts in the checksum.`,
    "order-only": "The same entries are given in another order. Nothing else is agreed, but the checksum depends on the order.",
    "binding": `${values} These ids link the two copies; nothing that is agreed has changed.`,
    "not-hashed": `${values} No approval is about this.` }[nature];
};

const extras = (left: readonly Item[], right: readonly Item[], names: Names): string => {
  if (left.length + right.length <= 2) return "";
  const sentence = (name: string, only: readonly string[]): string => (only.length === 0 ? "" : ` Only in ${lower(name)}: ${only.join(", ")}.`);
  return sentence(names.left, onlyIn(left, right)) + sentence(names.right, onlyIn(right, left));
};

/** One side's value when both approved, and now. */
interface Since {
  readonly agreed: readonly Item[];
  readonly now: readonly Item[];
}

/** Who moved away from what was agreed. Copies may have differed when they were approved, so each is held against its own past. */
export const sinceAgreed = (mine: Since, theirs: Since): string => {
  const [mineMoved, theirsMoved] = [mine, theirs].map(({ agreed, now }) => natureOf(agreed, now) !== undefined);
  if (!mineMoved && !theirsMoved) return " It was so when both sides approved.";
  const agreed = shownText((mineMoved ? mine : theirs).agreed);
  const who = mineMoved && theirsMoved ? "both sides changed it" : mineMoved ? "you changed it" : "the partner changed it";
  return ` Agreed was ${agreed === undefined ? "nothing" : `"${agreed}"`}: ${who}.`;
};

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
