import type { Operation } from "../../operation.js";
import { commandOf, type NominationServices, outgoingAnswer } from "../command.js";

export const cancelOutgoing = (services: NominationServices): Operation<"cancelOutgoing"> => async (call) => outgoingAnswer(await services.nominations.cancel(commandOf(call)), services);
