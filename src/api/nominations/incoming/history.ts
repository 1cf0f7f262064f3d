import { heiId, omobilityId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { NominationServices } from "../command.js";
import { presentMobilityEvent, presentReceived } from "../present.js";

export const listIncomingVersions = ({ nominations }: NominationServices): Operation<"listIncomingVersions"> => async ({ path }) =>
  ({ status: 200, body: { items: (await nominations.receivedVersions(heiId(path.heiId), heiId(path.partnerHeiId), omobilityId(path.omobilityId))).map(presentReceived) } });

export const getIncomingTimeline = ({ nominations }: NominationServices): Operation<"getIncomingTimeline"> => async ({ path }) =>
  ({ status: 200, body: { items: (await nominations.incomingTimeline(heiId(path.heiId), heiId(path.partnerHeiId), omobilityId(path.omobilityId))).map(presentMobilityEvent) } });
