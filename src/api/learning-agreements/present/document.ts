import type { LaDetails, LaDocument } from "../../../domain/learning-agreements/model.js";
import type { LaVersion } from "../../../domain/learning-agreements/ports.js";
import { given } from "../../../kernel/given.js";
import { omit } from "../../../kernel/omit.js";
import type { Schema } from "../../operation.js";

/** A learning agreement as the network sees it: the details apart from what is agreed and proposed. */
export const presentDocument = (document: LaDocument): Schema<"LaDocument"> => {
  const { omobilityId, firstVersion, approvedChanges, proposal } = document;
  return { omobilityId, details: omit(document, "omobilityId", "firstVersion", "approvedChanges", "proposal"), ...given({ firstVersion, approvedChanges, proposal }) };
};

export const presentLaVersion = ({ version, at, exchangeId, document }: LaVersion): Schema<"LaVersion"> =>
  ({ version, at: at.toISOString(), document: presentDocument(document), ...given({ exchangeId }) });

export const studentName = ({ student: { givenNames, familyName } }: { readonly student: Partial<LaDetails["student"]> }): string =>
  [givenNames, familyName].filter((name) => name !== undefined && name !== "").join(" ");
