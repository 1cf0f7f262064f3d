/** Which copies of two partners may be the same agreement. Suggestions only: linking is a person's step (PROTOCOL 6.1). */
import { align } from "./comparison/align.js";
import type { AgreementCopy, Condition } from "./model.js";

export interface Suggestion<T> {
  readonly candidate: T;
  /** 0 to 100. */
  readonly score: number;
  /** Why, in office words, strongest first. */
  readonly reasons: readonly string[];
}

interface Clue {
  readonly points: number;
  readonly reason: (mine: AgreementCopy, theirs: AgreementCopy) => string | undefined;
  /** 0..1, how much of the points it earns; 1 when absent. */
  readonly share?: (mine: AgreementCopy, theirs: AgreementCopy) => number;
}

const areas = ({ conditions }: AgreementCopy): ReadonlySet<string> => new Set(conditions.flatMap((c) => c.subjectAreas.map(({ iscedFCode }) => iscedFCode)));
const directions = ({ conditions }: AgreementCopy): ReadonlySet<string> => new Set(conditions.map((c) => `${c.kind} ${c.sendingHeiId}`));
const units = ({ conditions }: AgreementCopy): ReadonlySet<string | undefined> =>
  new Set(conditions.flatMap((c: Condition) => [c.sendingOunitId && `${c.sendingHeiId} ${c.sendingOunitId}`, c.receivingOunitId && `${c.receivingHeiId} ${c.receivingOunitId}`]).filter((unit) => unit !== undefined));
const years = ({ conditions }: AgreementCopy): ReadonlySet<string> => new Set(conditions.map((c) => `${c.firstAcademicYear}-${c.lastAcademicYear}`));

/** Common members as a part of all members of both. */
const overlap = (one: ReadonlySet<string | undefined>, other: ReadonlySet<string | undefined>): number => {
  const common = [...one].filter((member) => other.has(member)).length;
  return common === 0 ? 0 : common / (one.size + other.size - common);
};

const overlapping = (points: number, reason: string, of: (copy: AgreementCopy) => ReadonlySet<string | undefined>): Clue => ({
  points, share: (mine, theirs) => overlap(of(mine), of(theirs)), reason: (mine, theirs) => (overlap(of(mine), of(theirs)) > 0 ? reason : undefined),
});

const sameConditions = (mine: AgreementCopy, theirs: AgreementCopy): number => {
  const aligned = align(mine.conditions, theirs.conditions);
  return aligned.length === 0 ? 0 : aligned.filter(({ left, right }) => left !== undefined && right !== undefined).length / aligned.length;
};

const CLUES: readonly Clue[] = [
  { points: 60, reason: (mine, theirs) => (theirs.partner.iiaId !== undefined && theirs.partner.iiaId === mine.owner.iiaId ? "The partner's copy names this agreement." : undefined) },
  { points: 40, reason: (mine, theirs) => (agreeOnCode(mine, theirs) ? "The copies show the same agreement code." : undefined) },
  { points: 25, share: sameConditions, reason: (mine, theirs) => (sameConditions(mine, theirs) === 1 ? "Every condition has its counterpart." : sameConditions(mine, theirs) > 0 ? "Some conditions have a counterpart." : undefined) },
  overlapping(15, "Subject areas in common.", areas),
  overlapping(10, "Kinds and directions of mobility in common.", directions),
  overlapping(5, "Academic years in common.", years),
  overlapping(10, "Units in common.", units),
];

const agreeOnCode = (mine: AgreementCopy, theirs: AgreementCopy): boolean =>
  [[mine.owner.iiaCode, theirs.partner.iiaCode], [mine.partner.iiaCode, theirs.owner.iiaCode], [mine.owner.iiaCode, theirs.owner.iiaCode]]
    .some(([one, other]) => one !== undefined && one.trim() !== "" && one === other);

/** A copy that names another agreement of ours is no candidate; one without anything in common neither. */
const suggest = <T>(mine: AgreementCopy, theirs: AgreementCopy, candidate: T): Suggestion<T> | undefined => {
  if (theirs.partner.iiaId !== undefined && theirs.partner.iiaId !== mine.owner.iiaId) return undefined;
  const found = CLUES.flatMap(({ points, reason, share }) => {
    const text = reason(mine, theirs);
    return text === undefined ? [] : [{ points: points * (share?.(mine, theirs) ?? 1), text }];
  }).sort((a, b) => b.points - a.points);
  const score = Math.min(100, Math.round(found.reduce((sum, { points }) => sum + points, 0)));
  return score === 0 ? undefined : { candidate, score, reasons: found.map(({ text }) => text) };
};

/** Our agreement against many copies of the partner, best first. */
export const bestTheirs = <T>(mine: AgreementCopy, candidates: readonly T[], copyOf: (candidate: T) => AgreementCopy): readonly Suggestion<T>[] =>
  ranked(candidates.map((candidate) => suggest(mine, copyOf(candidate), candidate)));

/** A copy of the partner against many agreements of ours, best first. */
export const bestMine = <T>(theirs: AgreementCopy, candidates: readonly T[], copyOf: (candidate: T) => AgreementCopy): readonly Suggestion<T>[] =>
  ranked(candidates.map((candidate) => suggest(copyOf(candidate), theirs, candidate)));

const ranked = <T>(suggestions: readonly (Suggestion<T> | undefined)[]): readonly Suggestion<T>[] =>
  suggestions.filter((suggestion) => suggestion !== undefined).sort((a, b) => b.score - a.score);
