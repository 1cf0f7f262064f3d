import { presentMobilityEvent } from "../../nominations/present.js";
import type { Operation } from "../../operation.js";
import { type LaServices, scopeOf } from "../command.js";
import { presentLaVersion } from "../present/document.js";

export const listIncomingLaVersions = ({ learningAgreements }: LaServices): Operation<"listIncomingLaVersions"> => async ({ path }) =>
  ({ status: 200, body: { items: (await learningAgreements.receivedVersions(scopeOf(path))).map(presentLaVersion) } });

export const getIncomingLaTimeline = ({ learningAgreements }: LaServices): Operation<"getIncomingLaTimeline"> => async ({ path }) =>
  ({ status: 200, body: { items: (await learningAgreements.incomingTimeline(scopeOf(path))).map(presentMobilityEvent) } });
