import { given } from "../../../kernel/given.js";
import type { AgreementCopy } from "../model.js";
import type { HashCopy, OwnReferences } from "../ports.js";
import { copyProblems } from "../validation/copy.js";
import type { Problem } from "../../problem.js";

export const noSuchFile: Problem = { field: "pdfFileId", problem: "is not one of our files", expected: "the id of an uploaded file, or none" };

interface Judges {
  readonly references: OwnReferences;
  readonly hashCopy: HashCopy;
}

/**
 * Everything that keeps a copy of ours from being served: broken rules, units and files that we do not have (PROTOCOL
 * 1.3), and, where none of these is named, whatever else cannot be written as a document.
 */
export const ownProblems = async ({ references, hashCopy }: Judges, copy: AgreementCopy): Promise<readonly Problem[]> => {
  const places = ownOunits(copy);
  const unknown = new Set(places.length === 0 ? [] : await references.unknownOunits(copy.owner.heiId, [...new Set(places.map(({ id }) => id))]));
  const fileMissing = copy.pdfFileId !== undefined && !(await references.hasFile(copy.owner.heiId, copy.pdfFileId));
  const problems = [
    ...copyProblems(copy),
    ...places.filter(({ id }) => unknown.has(id)).map(({ field }) => ({ field, problem: "is not one of our units", expected: "the id of a published unit, or none" })),
    ...(fileMissing ? [noSuchFile] : []),
  ];
  return problems.length > 0 ? problems : unwritable(copy, hashCopy);
};

/** The hash is made of the document as it would be served, so a copy without a hash is one that cannot be served. */
const unwritable = (copy: AgreementCopy, hashCopy: HashCopy): readonly Problem[] => {
  try {
    hashCopy(copy);
    return [];
  } catch (error) {
    return [{ field: "document", problem: error instanceof Error ? error.message : "cannot be written", expected: "values that the network's schemas allow" }];
  }
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
