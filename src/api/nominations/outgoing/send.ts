import type { Operation } from "../../operation.js";
import { commandOf, type NominationServices, outgoingAnswer } from "../command.js";

export const sendOutgoing = (services: NominationServices): Operation<"sendOutgoing"> => async (call) => outgoingAnswer(await services.nominations.send(commandOf(call)), services);
