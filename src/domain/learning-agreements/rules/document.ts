import { type LaDocument, mobilityTypeOf, type Proposal, typeOfDocument } from "../model.js";
import { changeProblems, firstVersionProblems } from "./components.js";
import { detailProblems } from "./details.js";
import { type LaProblem, problem } from "./problem.js";

/** Everything that a partner's agreement breaks, in words for an officer: it is kept and shown all the same. */
export const documentProblems = (document: LaDocument): readonly LaProblem[] => {
  const { firstVersion, approvedChanges, proposal } = document;
  const type = typeOfDocument(document);
  return [
    ...detailProblems(document),
    ...(firstVersion || proposal ? [] : [problem("firstVersion", "there is neither a first version nor a proposal", "one of them")]),
    ...(firstVersion ? firstVersionProblems(type, firstVersion.components, "firstVersion") : []),
    ...(firstVersion && !firstVersion.receiving ? [problem("firstVersion.receiving", "is missing", "our signature")] : []),
    ...(approvedChanges && !firstVersion ? [problem("approvedChanges", "there is no first version", "a first version that they change")] : []),
    ...(approvedChanges && firstVersion ? changeProblems(type, { first: firstVersion.components, changes: approvedChanges.components, changesStudent: true }, "approvedChanges") : []),
    ...(proposal ? proposalProblems(document, proposal) : []),
  ];
};

/** The rules of a proposal, of the first version or of changes to it. */
export const proposalProblems = (document: Pick<LaDocument, "firstVersion">, { components, studentChanges }: Pick<Proposal, "components" | "studentChanges">, path = "proposal"): readonly LaProblem[] => {
  const { firstVersion } = document;
  const type = mobilityTypeOf((firstVersion ?? { components }).components);
  if (!firstVersion) return firstVersionProblems(type, components, path);
  return changeProblems(type, { first: firstVersion.components, changes: components, changesStudent: studentChanges !== undefined }, path);
};
