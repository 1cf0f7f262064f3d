import type { Problem } from "../problem.js";
import type { Ounit } from "./model.js";

type Node = Pick<Ounit, "id" | "code"> & { readonly parentId?: string | undefined };

/**
 * The units of an institution are a flat list, or one tree whose root stands for the institution (PROTOCOL 5.4): who names
 * a parent needs a published root, every chain of parents ends there, and the root has no parent.
 */
export const treeProblems = (units: readonly Node[], rootOunitId: string | undefined): readonly Problem[] => {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  if (rootOunitId !== undefined && !byId.has(rootOunitId))
    return [{ field: "rootOunitId", problem: "is not one of the institution's units", expected: "the id of a unit; make the unit first" }];
  return units.flatMap((unit) => parentProblems(unit, byId, rootOunitId));
};

const parentProblems = (unit: Node, byId: ReadonlyMap<string, Node>, rootOunitId: string | undefined): readonly Problem[] => {
  const { parentId } = unit;
  const wrong = (problem: string, expected: string): readonly Problem[] => [{ field: "parentId", problem: `of unit ${unit.code} ${problem}`, expected }];
  if (parentId === undefined) return [];
  if (rootOunitId === undefined) return wrong("needs a root", "make the root unit and set it as the institution's rootOunitId first");
  if (unit.id === rootOunitId) return wrong("is given, but the unit is the root", "no parent");
  if (!byId.has(parentId)) return wrong("is not one of the institution's units", "the id of a unit");
  return endsAt(unit, byId) === rootOunitId ? [] : wrong("does not lead to the root", "a unit below the root, and no circle");
};

/** The last unit of the chain of parents, or undefined when it is a circle. */
const endsAt = (unit: Node, byId: ReadonlyMap<string, Node>): string | undefined => {
  const seen = new Set<string>();
  let at: Node | undefined = unit;
  while (at?.parentId !== undefined) {
    if (seen.has(at.id)) return undefined;
    seen.add(at.id);
    at = byId.get(at.parentId);
  }
  return at?.id;
};
