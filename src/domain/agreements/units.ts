import type { AgreementCopy } from "./model.js";

/** Units of ours that a copy of ours is about: the party's, else those of its conditions. */
export const unitsOf = ({ owner, conditions }: Pick<AgreementCopy, "owner" | "conditions">): readonly string[] => {
  if (owner.ounitId !== undefined) return [owner.ounitId];
  const ours = conditions.map(({ sendingHeiId, sendingOunitId, receivingOunitId }) => (sendingHeiId === owner.heiId ? sendingOunitId : receivingOunitId));
  return [...new Set(ours.filter((unit) => unit !== undefined))].sort();
};
