import type { AgreementContent, Condition, PartyContent } from "../../domain/agreements/model.js";
import { given } from "../../kernel/given.js";
import { heiId } from "../../kernel/ids.js";
import type { Schema } from "../operation.js";

/** The body of a creation or an edit as content of our copy. */
export const contentOf = ({ owner, partner, conditions, pdfFileId }: Schema<"AgreementTerms">): AgreementContent => ({
  owner: partyOf(owner), partner: partyOf(partner), conditions: conditions.map(conditionOf), ...given({ pdfFileId }),
});

const partyOf = (terms: Schema<"PartyTerms"> | undefined): PartyContent => terms ?? { contacts: [] };

const conditionOf = (condition: Schema<"ConditionInput">): Condition =>
  ({ ...condition, sendingHeiId: heiId(condition.sendingHeiId), receivingHeiId: heiId(condition.receivingHeiId) });
