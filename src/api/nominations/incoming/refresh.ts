import { heiId, omobilityId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import { incomingAnswer, type NominationServices } from "../command.js";

/** The look that delivery also makes, done while the caller waits; also for a nomination that is not known yet. */
export const refreshNomination = (services: NominationServices): Operation<"refreshNomination"> => async ({ path }) =>
  incomingAnswer(await services.nominations.refreshNow(heiId(path.heiId), heiId(path.partnerHeiId), omobilityId(path.omobilityId)), services);
