import { requireIfMatch } from "../../door/if-match.js";
import type { Operation } from "../../operation.js";
import { commandOf, type NominationServices, outgoingAnswer } from "../command.js";
import { formOf } from "./form.js";

export const editOutgoing = (services: NominationServices): Operation<"editOutgoing"> => async (call) => {
  requireIfMatch(call.ifMatch);
  return outgoingAnswer(await services.nominations.edit({ ...commandOf(call), ...formOf(call.body) }), services);
};
