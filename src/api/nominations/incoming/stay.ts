import type { Operation } from "../../operation.js";
import { incomingAnswer, incomingCommandOf, type NominationServices } from "../command.js";

export const enterStay = (services: NominationServices): Operation<"enterStay"> => async (call) =>
  incomingAnswer(await services.nominations.enterDates({ ...incomingCommandOf(call), stay: call.body }), services);
