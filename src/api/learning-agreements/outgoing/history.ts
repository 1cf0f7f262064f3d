import { heiId, omobilityId } from "../../../kernel/ids.js";
import { presentMobilityEvent } from "../../nominations/present.js";
import type { Operation } from "../../operation.js";
import type { LaServices } from "../command.js";
import { presentLaVersion } from "../present/document.js";

export const listOutgoingLaVersions = ({ learningAgreements }: LaServices): Operation<"listOutgoingLaVersions"> => async ({ path }) =>
  ({ status: 200, body: { items: (await learningAgreements.servedVersions(heiId(path.heiId), omobilityId(path.omobilityId))).map(presentLaVersion) } });

export const getOutgoingLaTimeline = ({ learningAgreements }: LaServices): Operation<"getOutgoingLaTimeline"> => async ({ path }) =>
  ({ status: 200, body: { items: (await learningAgreements.outgoingTimeline(heiId(path.heiId), omobilityId(path.omobilityId))).map(presentMobilityEvent) } });
