import { heiId, omobilityId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { NominationServices } from "../command.js";
import { presentMobilityEvent, presentOutgoing } from "../present.js";

export const listOutgoingVersions = ({ nominations }: NominationServices): Operation<"listOutgoingVersions"> => async ({ path }) =>
  ({ status: 200, body: { items: (await nominations.sentVersions(heiId(path.heiId), omobilityId(path.omobilityId))).map((own) => presentOutgoing(own)) } });

export const getOutgoingTimeline = ({ nominations }: NominationServices): Operation<"getOutgoingTimeline"> => async ({ path }) =>
  ({ status: 200, body: { items: (await nominations.outgoingTimeline(heiId(path.heiId), omobilityId(path.omobilityId))).map(presentMobilityEvent) } });
