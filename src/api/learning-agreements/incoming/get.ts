import type { Operation } from "../../operation.js";
import { incomingAnswer, type LaServices, scopeOf } from "../command.js";

export const getIncomingLa = (services: LaServices): Operation<"getIncomingLa"> => async ({ path }) =>
  incomingAnswer(await services.learningAgreements.incoming(scopeOf(path)), services);
