import { given } from "../../../kernel/given.js";
import type { AgreementCopy, Condition } from "../model.js";
import { shownText } from "./items.js";
import type { PairDifference } from "./pair.js";
import type { Column, ConditionName, Difference } from "./result.js";

/** The condition as people name it, with its place in each column. */
export const conditionName = (condition: Condition, at: ConditionName["at"]): ConditionName => {
  const { kind, sendingHeiId, sendingOunitId, receivingHeiId, receivingOunitId, firstAcademicYear, lastAcademicYear } = condition;
  return { kind, sendingHeiId, receivingHeiId, firstAcademicYear, lastAcademicYear, at, ...given({ sendingOunitId, receivingOunitId }) };
};

/** A difference of two versions under its columns: left is in force, right is `column`. */
export const named = (difference: PairDifference, copies: { readonly [C in Column]?: AgreementCopy }, column: "mine" | "theirs"): Pick<Difference, "field" | "label" | "condition" | Column> => {
  const { field, label, left, right, at } = difference;
  const condition = at && (copies[column]?.conditions[at.right ?? -1] ?? copies.inForce?.conditions[at.left ?? -1]);
  return {
    field, label, ...given({ inForce: shownText(left), [column]: shownText(right) }),
    ...(condition && { condition: conditionName(condition, given({ inForce: at?.left, [column]: at?.right })) }),
  };
};
