import { requireIfMatch } from "../../door/if-match.js";
import type { Operation } from "../../operation.js";
import { commandOf, type LaServices, outgoingAnswer } from "../command.js";
import { writable } from "../writable.js";

export const draftLa = (services: LaServices): Operation<"draftLa"> => async (call) => {
  requireIfMatch(call.ifMatch);
  return outgoingAnswer(await services.learningAgreements.draft({ ...commandOf(call), ...writable(call.body) }), services);
};
