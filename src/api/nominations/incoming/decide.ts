import type { Operation } from "../../operation.js";
import { incomingAnswer, incomingCommandOf, type NominationServices } from "../command.js";

export const approveNomination = (services: NominationServices): Operation<"approveNomination"> => async (call) =>
  incomingAnswer(await services.nominations.decide({ ...incomingCommandOf(call), decision: "approve", ...call.body }), services);

export const rejectNomination = (services: NominationServices): Operation<"rejectNomination"> => async (call) =>
  incomingAnswer(await services.nominations.decide({ ...incomingCommandOf(call), decision: "reject", ...call.body }), services);
