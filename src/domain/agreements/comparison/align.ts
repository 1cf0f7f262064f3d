import type { Condition } from "../model.js";
import { CONDITION_FIELDS } from "./fields.js";
import { meaningKey, unorderedKey } from "./items.js";

/** Positions of one condition in two lists; absent where a list has no such condition. */
export interface Aligned {
  readonly left?: number;
  readonly right?: number;
}

/** Conditions this different are rather two conditions than one that was changed. */
const LEAST_SIMILARITY = 0.35;
/** Above this many candidate pairs, conditions are paired in their order: such lists are nothing a person wrote. */
const MOST_PAIRS = 250_000;
const TOTAL_WEIGHT = CONDITION_FIELDS.reduce((sum, { weight }) => sum + weight, 0);

interface Entry {
  readonly at: number;
  readonly group: string;
  /** Equal for conditions that sorting makes equal. */
  readonly key: string;
  readonly meanings: readonly string[];
}

const entryOf = (condition: Condition, at: number): Entry => ({
  at,
  group: JSON.stringify([condition.kind, condition.sendingHeiId, condition.receivingHeiId]),
  key: JSON.stringify(CONDITION_FIELDS.map(({ items }) => unorderedKey(items(condition)))),
  meanings: CONDITION_FIELDS.map(({ items }) => meaningKey(items(condition))),
});

/**
 * Which conditions of two copies are the same one, whatever their order: equal ones first, then the most similar of the
 * same kind and direction. Every condition of both lists is in exactly one entry; entries follow the left list.
 */
export const align = (left: readonly Condition[], right: readonly Condition[]): readonly Aligned[] => {
  const [ls, rs] = [left.map(entryOf), right.map(entryOf)];
  const partnerOf = new Map<number, number>();
  const taken = new Set<number>();
  const pair = (l: Entry, r: Entry): void => {
    partnerOf.set(l.at, r.at);
    taken.add(r.at);
  };
  pairEqual(ls, rs, pair);
  const groups = new Set(ls.map(({ group }) => group));
  for (const group of groups)
    pairSimilar(ls.filter((l) => l.group === group && !partnerOf.has(l.at)), rs.filter((r) => r.group === group && !taken.has(r.at)), pair);
  return [
    ...ls.map(({ at }): Aligned => ({ left: at, ...(partnerOf.has(at) && { right: partnerOf.get(at) as number }) })),
    ...rs.filter(({ at }) => !taken.has(at)).map(({ at }): Aligned => ({ right: at })),
  ];
};

type Pair = (left: Entry, right: Entry) => void;

const pairEqual = (ls: readonly Entry[], rs: readonly Entry[], pair: Pair): void => {
  const free = new Map<string, Entry[]>();
  const keyOf = ({ group, key }: Entry): string => group + key;
  for (const r of rs) free.set(keyOf(r), [...(free.get(keyOf(r)) ?? []), r]);
  for (const l of ls) {
    const r = free.get(keyOf(l))?.shift();
    if (r) pair(l, r);
  }
};

const pairSimilar = (ls: readonly Entry[], rs: readonly Entry[], pair: Pair): void => {
  const [only, other] = [ls[0], rs[0]];
  if (ls.length === 1 && rs.length === 1 && only && other) return pair(only, other);
  if (ls.length * rs.length > MOST_PAIRS) return ls.slice(0, rs.length).forEach((l, i) => pair(l, rs[i] as Entry));
  const scored = ls.flatMap((l) => rs.map((r) => ({ l, r, score: similarity(l, r) }))).filter(({ score }) => score >= LEAST_SIMILARITY);
  const used = new Set<Entry>();
  for (const { l, r } of scored.sort((a, b) => b.score - a.score || a.l.at - b.l.at || a.r.at - b.r.at)) {
    if (used.has(l) || used.has(r)) continue;
    used.add(l).add(r);
    pair(l, r);
  }
};

const similarity = (l: Entry, r: Entry): number =>
  CONDITION_FIELDS.reduce((sum, { weight }, i) => sum + (l.meanings[i] === r.meanings[i] ? weight : 0), 0) / TOTAL_WEIGHT;
