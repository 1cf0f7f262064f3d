import { given } from "../../../kernel/given.js";
import type { AgreementCopy, AgreementPair } from "../model.js";
import type { HashCopy } from "../ports.js";
import { align } from "./align.js";
import { hashChange } from "./hash-change.js";
import { shownText } from "./items.js";
import { conditionName } from "./named.js";
import { sideDifferences, turned, versionDifferences, type PairDifference } from "./pair.js";
import type { Comparison, Difference, Verdict } from "./result.js";
import { explain, SIDES, sinceAgreed, VERSIONS } from "./words.js";

/**
 * In force, mine and theirs (PROTOCOL 6.3, PEERS 3 pains 1, 2 and 8): what differs between the sides, what both changed
 * alike, and why each hash is no longer the agreed one. Order and spelling are told from substance; nothing is applied.
 */
export const compare = ({ agreement, theirs }: AgreementPair, hashCopy: HashCopy): Comparison => {
  const { mine, inForce } = agreement;
  const current = theirs?.current;
  const differences = current ? threeWay({ mine: mine.copy, theirs: current.copy, inForce: inForce?.mine.copy, theirsInForce: inForce?.theirs.copy }) : [];
  const verdict = current && verdictOf(differences);
  return {
    ...given({ verdict }), sameForApproval: verdict !== undefined && verdict !== "differs", differences,
    ...(inForce && { mineSinceInForce: hashChange(inForce.mine, mine, "mine", hashCopy) }),
    ...(inForce && current && { theirsSinceInForce: hashChange(inForce.theirs, current, "theirs", hashCopy) }),
  };
};

interface Copies {
  readonly mine: AgreementCopy;
  readonly theirs: AgreementCopy;
  /** Our copy as it was agreed. */
  readonly inForce: AgreementCopy | undefined;
  /** The partner's copy as it was agreed; it may have differed from ours even then. */
  readonly theirsInForce: AgreementCopy | undefined;
}

const threeWay = (copies: Copies): readonly Difference[] => {
  const { mine, theirs, inForce } = copies;
  const sides = sideDifferences(mine, theirs);
  const places = placesOf(copies);
  const rows = sides.map((difference) => sideRow(difference, copies, places));
  if (!inForce) return rows;
  const seen = new Set(sides.map(({ field, at }) => keyOf(field, at?.left)));
  const kept = new Set(places.inForceOfTheirs.values());
  const isAlike = ({ field, at, nature }: PairDifference): boolean =>
    nature !== "not-hashed" && (at && at.right === undefined ? !kept.has(at.left ?? -1) : !seen.has(keyOf(field, at?.right)));
  return [...rows, ...versionDifferences(inForce, mine).filter(isAlike).map((difference) => alikeRow(difference, copies, places))];
};

const keyOf = (field: string, mineAt: number | undefined): string => `${field}@${mineAt ?? ""}`;

/** Where a condition of one column is in the others. */
interface Places {
  readonly inForceOfMine: ReadonlyMap<number, number>;
  readonly inForceOfTheirs: ReadonlyMap<number, number>;
  readonly theirsOfMine: ReadonlyMap<number, number>;
  readonly theirsInForceOfTheirs: ReadonlyMap<number, number>;
}

const placesOf = ({ mine, theirs, inForce, theirsInForce }: Copies): Places => ({
  inForceOfMine: placed(mine, inForce), inForceOfTheirs: placed(theirs, inForce), theirsOfMine: placed(mine, theirs), theirsInForceOfTheirs: placed(theirs, theirsInForce),
});

const placed = (left: AgreementCopy, right: AgreementCopy | undefined): ReadonlyMap<number, number> =>
  new Map(align(left.conditions, right?.conditions ?? []).flatMap(({ left: l, right: r }) => (l !== undefined && r !== undefined ? [[l, r] as const] : [])));

const sideRow = (difference: PairDifference, { mine, theirs, inForce, theirsInForce }: Copies, places: Places): Difference => {
  const { field, label, nature, left, right, at, read } = difference;
  const inForceAt = at && (places.inForceOfMine.get(at.left ?? -1) ?? places.inForceOfTheirs.get(at.right ?? -1));
  const agreed = inForce && read(inForce, inForceAt);
  const condition = at && (mine.conditions[at.left ?? -1] ?? theirs.conditions[at.right ?? -1]);
  const theirsAgreed = theirsInForce && read(turned(theirsInForce), at && places.theirsInForceOfTheirs.get(at.right ?? -1));
  const moved = agreed && theirsAgreed ? sinceAgreed({ agreed, now: left }, { agreed: theirsAgreed, now: right }) : "";
  return {
    field, label, nature, between: "sides", explanation: explain(difference, SIDES) + moved,
    ...given({ inForce: agreed && shownText(agreed), mine: shownText(left), theirs: shownText(right) }),
    ...(condition && { condition: conditionName(condition, given({ inForce: inForceAt, mine: at?.left, theirs: at?.right })) }),
  };
};

/** Mine and theirs agree with each other, but not with what is in force: a change that both have made. */
const alikeRow = (difference: PairDifference, { mine, theirs, inForce }: Copies, places: Places): Difference => {
  const { field, label, nature, left, right, at, read } = difference;
  const theirsAt = places.theirsOfMine.get(at?.right ?? -1);
  const condition = at && (mine.conditions[at.right ?? -1] ?? inForce?.conditions[at.left ?? -1]);
  return {
    field, label, nature, between: "versions", explanation: `${explain(difference, VERSIONS)} Both sides have made this change.`,
    ...given({ inForce: shownText(left), mine: shownText(right), theirs: shownText(read(turned(theirs), theirsAt)) }),
    ...(condition && { condition: conditionName(condition, given({ inForce: at?.left, mine: at?.right, theirs: theirsAt })) }),
  };
};

const verdictOf = (differences: readonly Difference[]): Verdict => {
  const natures = new Set(differences.filter(({ between }) => between === "sides").map(({ nature }) => nature));
  return natures.has("substantive") ? "differs" : natures.has("cosmetic") ? "cosmetic" : natures.has("order-only") ? "order-only" : "identical";
};
