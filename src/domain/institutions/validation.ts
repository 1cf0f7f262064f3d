/** Rules that single fields cannot tell: the tree of units, addresses, contacts (PROTOCOL 1.7, 5.3, 5.4). */
import { addressProblems, contactProblems } from "../contact-problems.js";
import type { Problem } from "../problem.js";
import type { Institution, Ounit } from "./model.js";

type Reachable = Pick<Institution, "contacts"> & { readonly streetAddress?: Institution["streetAddress"]; readonly mailingAddress?: Institution["mailingAddress"] };

export const institutionProblems = (content: Reachable & Pick<Institution, "rootOunitId">, ounits: readonly Ounit[]): readonly Problem[] => [
  ...rootProblems(content.rootOunitId, ounits),
  ...reachProblems(content),
];

const rootProblems = (rootOunitId: string | undefined, ounits: readonly Ounit[]): readonly Problem[] => {
  const child = ounits.find(({ parentId }) => parentId !== undefined);
  if (rootOunitId === undefined) return child ? [{ field: "rootOunitId", problem: `is missing while unit ${child.id} has a parent`, expected: "the id of the unit at the top of the tree" }] : [];
  const root = ounits.find(({ id }) => id === rootOunitId);
  if (!root) return [{ field: "rootOunitId", problem: "is not one of our units", expected: "the id of a unit that was made before" }];
  return root.parentId === undefined ? [] : [{ field: "rootOunitId", problem: "is a unit that has a parent", expected: "the unit at the top of the tree" }];
};

/** `ounits` are those that are there already, the former version of this one included. */
export const ounitProblems = (ounit: Ounit, ounits: readonly Ounit[], institution: Pick<Institution, "rootOunitId"> | undefined): readonly Problem[] => {
  const others = ounits.filter(({ id }) => id !== ounit.id);
  const twin = others.find(({ code }) => code === ounit.code);
  return [
    ...(twin ? [{ field: "code", problem: `is the code of unit ${twin.id} already`, expected: "a code that no other unit has" }] : []),
    ...parentProblems(ounit, others, institution?.rootOunitId),
    ...reachProblems(ounit),
  ];
};

const parentProblems = ({ id, parentId }: Ounit, others: readonly Ounit[], rootOunitId: string | undefined): readonly Problem[] => {
  const wrong = (problem: string, expected: string): readonly Problem[] => [{ field: "parentId", problem, expected }];
  if (parentId === undefined) return [];
  if (id === rootOunitId) return wrong("is given for the root of the tree", "no parent");
  if (rootOunitId === undefined) return wrong("is given while the institution names no root unit", "no parent, or first a rootOunitId of the institution");
  const above = ancestors(parentId, others);
  if (above.length === 0) return wrong("is not one of our units", "the id of a unit that was made before");
  return above.some((unit) => unit.parentId === id) ? wrong("would make a circle", "a unit that is not below this one") : [];
};

/** The unit and everything above it; ends where the tree ends or turns back. */
const ancestors = (id: string, ounits: readonly Ounit[]): readonly Ounit[] => {
  const path: Ounit[] = [];
  let unit = ounits.find((candidate) => candidate.id === id);
  while (unit && !path.includes(unit)) {
    path.push(unit);
    const { parentId } = unit;
    unit = ounits.find((candidate) => candidate.id === parentId);
  }
  return path;
};

const reachProblems = ({ contacts, streetAddress, mailingAddress }: Reachable): readonly Problem[] => [
  ...contacts.flatMap((contact, i) => contactProblems(contact, `contacts[${i}]`)),
  ...addressProblems(streetAddress, "streetAddress"),
  ...addressProblems(mailingAddress, "mailingAddress"),
];
