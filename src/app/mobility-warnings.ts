import { createMobilityWarnings, type MobilityWarnings } from "../domain/mobilities/warnings.js";
import type { Direction } from "../domain/mobilities/warning.js";
import type { NotificationKind } from "../outbox/model.js";
import type { Store } from "../store/open.js";

/** What the partner is told of. */
const NOTICES: Readonly<Record<Direction, readonly NotificationKind[]>> = { outgoing: ["omobility-cnr", "omobility-la-cnr"], incoming: ["imobility-cnr"] };

/** Warnings over this node's store. */
export const composeMobilityWarnings = ({ nominations, learningAgreements, outbox }: Pick<Store, "nominations" | "learningAgreements" | "outbox">): MobilityWarnings =>
  createMobilityWarnings({
    nominations, learningAgreements,
    isUntold: async ({ heiId, partnerHeiId, id: objectId }, direction) => {
      const latest = await Promise.all(NOTICES[direction].map((kind) => outbox.latest(heiId, kind, [{ partnerHeiId, objectId }])));
      return latest.flat().some(({ state }) => state === "stopped" || state === "expired");
    },
  });
