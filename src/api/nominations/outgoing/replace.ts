import { given } from "../../../kernel/given.js";
import type { Operation } from "../../operation.js";
import { commandOf, createdAnswer, type NominationServices } from "../command.js";
import { formOf } from "./form.js";

/** Answers with the draft that stands in the place of the cancelled nomination. */
export const replaceOutgoing = (services: NominationServices): Operation<"replaceOutgoing"> => async (call) =>
  createdAnswer(await services.nominations.replace({ ...commandOf(call), ...formOf(call.body), ...given({ objectId: call.objectId }) }), services);
