import type { Operation } from "../../operation.js";
import { commandOf, type LaServices, outgoingAnswer } from "../command.js";
import { signatureOf } from "../form.js";

export const signLaAsStudent = (services: LaServices): Operation<"signLaAsStudent"> => async (call) =>
  outgoingAnswer(await services.learningAgreements.signAsStudent({ ...commandOf(call), signature: signatureOf(call.body, services.clock) }), services);

export const signLaAsSender = (services: LaServices): Operation<"signLaAsSender"> => async (call) =>
  outgoingAnswer(await services.learningAgreements.signAsSender({ ...commandOf(call), signature: signatureOf(call.body, services.clock) }), services);
