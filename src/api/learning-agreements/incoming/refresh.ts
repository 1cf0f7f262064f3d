import type { Operation } from "../../operation.js";
import { incomingAnswer, type LaServices, scopeOf } from "../command.js";

/** The look that delivery also makes, done while the caller waits; also for an agreement that is not known yet. */
export const refreshLa = (services: LaServices): Operation<"refreshLa"> => async ({ path }) =>
  incomingAnswer(await services.learningAgreements.refreshNow(scopeOf(path)), services);
