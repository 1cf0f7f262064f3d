/** Two copies, field by field: the primitive of every comparison. */
import { MOBILITY_KINDS, type AgreementCopy, type Condition } from "../model.js";
import { align, type Aligned } from "./align.js";
import { BINDING_FIELDS, CONDITION_FIELDS, COPY_FIELDS, FILE_FIELD, type Field } from "./fields.js";
import { natureOf, type Item } from "./items.js";
import type { Nature } from "./result.js";

/** A difference between a left and a right copy, before it is put into words. */
export interface PairDifference {
  readonly field: string;
  readonly label: string;
  readonly nature: Nature;
  readonly left: readonly Item[];
  readonly right: readonly Item[];
  /** The condition that it is in. */
  readonly at?: Aligned;
  /** The same field of another copy, or of its condition at `index`. */
  readonly read: (copy: AgreementCopy, index?: number) => readonly Item[];
}

/** The other side's copy seen from ours: its second partner is our first. */
export const turned = (copy: AgreementCopy): AgreementCopy => ({ ...copy, owner: copy.partner, partner: copy.owner });

/** Everything that differs between two versions of one copy. */
export const versionDifferences = (left: AgreementCopy, right: AgreementCopy): readonly PairDifference[] => [
  ...copyDifferences([...COPY_FIELDS, FILE_FIELD], left, right),
  ...bindingDifferences(left, right),
  ...conditionDifferences(left, right),
];

/** Everything that differs between our copy and the partner's. */
export const sideDifferences = (mine: AgreementCopy, theirs: AgreementCopy): readonly PairDifference[] => [
  ...copyDifferences(COPY_FIELDS, mine, turned(theirs)),
  ...bindingDifferences(mine, turned(theirs)),
  ...conditionDifferences(mine, theirs),
];

const copyDifferences = (fields: readonly Field<AgreementCopy>[], left: AgreementCopy, right: AgreementCopy): readonly PairDifference[] =>
  fields.flatMap(({ field, label, items }) => {
    const [l, r] = [items(left), items(right)];
    const nature = natureOf(l, r);
    return nature ? [{ field, label, nature, left: l, right: r, read: (copy) => items(copy) }] : [];
  });

const bindingDifferences = (left: AgreementCopy, right: AgreementCopy): readonly PairDifference[] =>
  copyDifferences(BINDING_FIELDS, left, right).map((difference) => ({ ...difference, nature: "binding" }));

const conditionDifferences = (left: AgreementCopy, right: AgreementCopy): readonly PairDifference[] => {
  const aligned = align(left.conditions, right.conditions);
  return [...aligned.flatMap((at) => differencesAt(at, left, right)), ...orderDifference(aligned, left, right)];
};

const differencesAt = (at: Aligned, left: AgreementCopy, right: AgreementCopy): readonly PairDifference[] => {
  const l = at.left === undefined ? undefined : left.conditions[at.left];
  const r = at.right === undefined ? undefined : right.conditions[at.right];
  if (!l || !r) return [{ field: "condition", label: "Condition", nature: "substantive", left: l ? [PRESENT] : [], right: r ? [PRESENT] : [], at, read: (copy, index) => (conditionAt(copy, index) ? [PRESENT] : []) }];
  return CONDITION_FIELDS.flatMap(({ field, label, items }) => {
    const [ls, rs] = [items(l), items(r)];
    const nature = natureOf(ls, rs);
    return nature ? [{ field, label, nature, left: ls, right: rs, at, read: (copy: AgreementCopy, index?: number) => { const c = conditionAt(copy, index); return c ? items(c) : []; } }] : [];
  });
};

const PRESENT: Item = { shown: "present", meaning: "present", hashed: "present" };
const conditionAt = ({ conditions }: AgreementCopy, index: number | undefined): Condition | undefined => (index === undefined ? undefined : conditions[index]);

/** Kinds have a fixed order in documents, so only the order within a kind is free, and hashed. */
const orderDifference = (aligned: readonly Aligned[], left: AgreementCopy, right: AgreementCopy): readonly PairDifference[] => {
  const moved = MOBILITY_KINDS.some((kind) => {
    const rights = aligned.flatMap(({ left: l, right: r }) => (l !== undefined && r !== undefined && left.conditions[l]?.kind === kind ? [r] : []));
    return rights.some((r, i) => i > 0 && r < (rights[i - 1] ?? 0));
  });
  if (!moved) return [];
  const read = ({ conditions }: AgreementCopy): readonly Item[] => conditions.map((c, i) => ({ shown: `${i + 1}. ${c.kind} ${c.subjectAreas[0]?.iscedFCode ?? ""}`.trim(), meaning: "", hashed: String(i) }));
  return [{ field: "conditions", label: "Order of the conditions", nature: "order-only", left: read(left), right: read(right), read }];
};
