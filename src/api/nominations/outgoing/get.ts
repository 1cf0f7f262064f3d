import { heiId, omobilityId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import { type NominationServices, outgoingAnswer } from "../command.js";

export const getOutgoing = (services: NominationServices): Operation<"getOutgoing"> => async ({ path }) =>
  outgoingAnswer(await services.nominations.omobility(heiId(path.heiId), omobilityId(path.omobilityId)), services);
