import { heiId, omobilityId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import { incomingAnswer, type NominationServices } from "../command.js";

export const getIncomingNomination = (services: NominationServices): Operation<"getIncomingNomination"> => async ({ path }) =>
  incomingAnswer(await services.nominations.imobility(heiId(path.heiId), heiId(path.partnerHeiId), omobilityId(path.omobilityId)), services);
