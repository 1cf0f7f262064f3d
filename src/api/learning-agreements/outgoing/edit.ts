import { requireIfMatch } from "../../door/if-match.js";
import type { Operation } from "../../operation.js";
import { commandOf, type LaServices, outgoingAnswer } from "../command.js";
import { detailsOf } from "../form.js";

export const editLa = (services: LaServices): Operation<"editLa"> => async (call) => {
  requireIfMatch(call.ifMatch);
  return outgoingAnswer(await services.learningAgreements.editDetails({ ...commandOf(call), details: detailsOf(call.body) }), services);
};
