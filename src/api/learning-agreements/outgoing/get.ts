import { heiId, omobilityId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import { type LaServices, outgoingAnswer } from "../command.js";

export const getOutgoingLa = (services: LaServices): Operation<"getOutgoingLa"> => async ({ path }) =>
  outgoingAnswer(await services.learningAgreements.outgoing(heiId(path.heiId), omobilityId(path.omobilityId)), services);
