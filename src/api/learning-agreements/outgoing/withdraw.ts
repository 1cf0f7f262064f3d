import type { Operation } from "../../operation.js";
import { commandOf, type LaServices, outgoingAnswer } from "../command.js";

export const withdrawLa = (services: LaServices): Operation<"withdrawLa"> => async (call) => outgoingAnswer(await services.learningAgreements.withdraw(commandOf(call)), services);
