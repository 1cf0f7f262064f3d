import { given } from "../../../kernel/given.js";
import type { AgreementCopy } from "../model.js";
import type { OwnReferences } from "../ports.js";
import { copyProblems } from "../validation/copy.js";
import type { Problem } from "../validation/problem.js";

/** Everything that keeps a copy of ours from being served: broken rules, units and files that we do not have (PROTOCOL 1.3). */
export const ownProblems = async (references: OwnReferences, copy: AgreementCopy): Promise<readonly Problem[]> => {
  const places = ownOunits(copy);
  const unknown = new Set(places.length === 0 ? [] : await references.unknownOunits(copy.owner.heiId, [...new Set(places.map(({ id }) => id))]));
  const fileMissing = copy.pdfFileId !== undefined && !(await references.hasFile(copy.owner.heiId, copy.pdfFileId));
  return [
    ...copyProblems(copy),
    ...places.filter(({ id }) => unknown.has(id)).map(({ field }) => ({ field, problem: "is not one of our units", expected: "the id of a published unit, or none" })),
    ...(fileMissing ? [{ field: "pdfFileId", problem: "is not one of our files", expected: "the id of an uploaded file, or none" }] : []),
  ];
};

interface Place { readonly field: string; readonly id: string }

const ownOunits = ({ owner, conditions }: AgreementCopy): readonly Place[] => [
  ...placesOf("owner", { ounitId: owner.ounitId }),
  ...conditions.flatMap((condition, i) => placesOf(`conditions[${i}]`, {
    sendingOunitId: condition.sendingHeiId === owner.heiId ? condition.sendingOunitId : undefined,
    receivingOunitId: condition.receivingHeiId === owner.heiId ? condition.receivingOunitId : undefined,
  })),
];

const placesOf = (path: string, ids: Record<string, string | undefined>): readonly Place[] =>
  Object.entries(given(ids)).map(([name, id]) => ({ field: `${path}.${name}`, id: String(id) }));
