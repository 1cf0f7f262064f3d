import { PartnerFailure } from "../domain/partner-failure.js";
import { iiaId, type HeiId, type IiaId } from "../kernel/ids.js";
import type { Clock } from "../kernel/ports.js";
import type { RefreshRequest, RefreshRequests } from "../domain/refresh-requests.js";
import type { Delivery, DeliveryKind } from "../outbox/model.js";
import type { PullStore, SurveyStore } from "../outbox/ports.js";

/** What deliveries do. Calls to partners fail with `PartnerFailure`. */
export interface DeliveryPorts {
  /** Change notifications; they resolve with the exchange that proves them. */
  readonly notify: {
    iiaCnr(heiId: HeiId, partnerHeiId: HeiId, iiaId: IiaId): Promise<string>;
    iiaApprovalCnr(heiId: HeiId, partnerHeiId: HeiId, partnerIiaId: IiaId): Promise<string>;
  };
  readonly agreements: {
    refreshCopy(heiId: HeiId, partnerHeiId: HeiId, partnerIiaId: IiaId): Promise<void>;
    refreshApproval(heiId: HeiId, partnerHeiId: HeiId, iiaId: IiaId): Promise<void>;
    /** What to look at after asking the partner's index: what changed `since`, or everything. */
    toRefresh(heiId: HeiId, partnerHeiId: HeiId, since?: Date): Promise<readonly RefreshRequest[]>;
  };
  readonly refreshRequests: Pick<RefreshRequests, "add">;
  readonly pulls: Pick<PullStore, "lastPull" | "pulled">;
  readonly surveys: Pick<SurveyStore, "surveyed">;
  readonly clock: Clock;
}

/** Does what one row asks for; resolves with the exchange to show, when there is one. */
type Handler = (delivery: Delivery) => Promise<string | void>;

/** Clocks of partners differ, and their copies may be late: `modified_since` goes back this much further (PROTOCOL 6.8.4). */
const PULL_MARGIN_MS = 10 * 60_000;

/** What each kind of row asks for. A new kind is a line here. */
export const handlersOf = (ports: DeliveryPorts): Readonly<Record<DeliveryKind, Handler>> => ({
  "iia-cnr": ({ heiId, partnerHeiId, objectId }) => ports.notify.iiaCnr(heiId, partnerHeiId, iiaId(objectId)),
  "iia-approval-cnr": ({ heiId, partnerHeiId, objectId }) => ports.notify.iiaApprovalCnr(heiId, partnerHeiId, iiaId(objectId)),
  "refresh-iia": ({ heiId, partnerHeiId, objectId }) => ports.agreements.refreshCopy(heiId, partnerHeiId, iiaId(objectId)),
  "refresh-iia-approval": ({ heiId, partnerHeiId, objectId }) => ports.agreements.refreshApproval(heiId, partnerHeiId, iiaId(objectId)),
  "pull-iias": async ({ heiId, partnerHeiId }) => {
    const pulledAt = (await ports.pulls.lastPull(heiId, partnerHeiId))?.pulledAt;
    await askIndex(ports, { heiId, partnerHeiId, ...(pulledAt && { since: new Date(pulledAt.getTime() - PULL_MARGIN_MS) }) });
  },
  "sweep-iias": ({ heiId, partnerHeiId }) => askIndex(ports, { heiId, partnerHeiId }),
  "survey-iias": (delivery) => askStranger(ports, delivery),
});

/**
 * What it lists makes it a partner once it was read; an empty list leaves it a stranger. Nobody waits for its answer: when there is none
 * it is asked again another day, and no person has to look.
 */
const askStranger = async ({ refreshRequests, agreements, surveys }: DeliveryPorts, { heiId, partnerHeiId }: Delivery): Promise<string | undefined> => {
  try {
    await refreshRequests.add(await agreements.toRefresh(heiId, partnerHeiId));
    await surveys.surveyed(heiId, partnerHeiId);
    return undefined;
  } catch (error) {
    if (!(error instanceof PartnerFailure)) throw error;
    return error.exchangeId;
  }
};

/** The look-ups are durable before the pull counts as done, and the pull counts from its start. */
const askIndex = async (ports: DeliveryPorts, { heiId, partnerHeiId, since }: { heiId: HeiId; partnerHeiId: HeiId; since?: Date }): Promise<void> => {
  const startedAt = ports.clock.now();
  await ports.refreshRequests.add(await ports.agreements.toRefresh(heiId, partnerHeiId, since));
  await ports.pulls.pulled(heiId, partnerHeiId, since ? "pull" : "sweep", startedAt);
};
