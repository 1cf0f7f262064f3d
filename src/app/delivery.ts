import { createDelivery, type DeliveryService } from "../delivery/delivery.js";
import { inProcessQueue } from "../delivery/queue/in-process.js";
import type { Queue } from "../delivery/queue/queue.js";
import { DEFAULT_RETRY } from "../delivery/retry-policy.js";
import { iiaApprovalCnrV2Client } from "../ewp/iia-approval-cnr/v2/client.js";
import { iiaCnrV3Client } from "../ewp/iia-cnr/v3/client.js";
import { omobilityLaCnrV1Client } from "../ewp/omobility-la-cnr/v1/client.js";
import { objectsPerCall } from "../ewp/objects-per-call.js";
import { nominationNotifiers } from "../ewp/partner-nominations.js";
import { transcriptNotifier } from "../ewp/partner-transcripts.js";
import { iiaId, omobilityId } from "../kernel/ids.js";
import type { Core } from "./core.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
/** Of all places, at most these for one partner: one that hangs takes no more before it is known to. */
const PARTNER_SHARE = 1 / 8;
/** What nobody dealt with in a year, nobody will. */
const FAILED_KEEP_DAYS = 365;

/** Notifications and refreshes: timed by Redis where the configuration names one, else in this process. */
export const composeDelivery = async ({ config: { delivery }, system, store, calls, agreements, nominations, learningAgreements, directory, transcripts, catalogue, webhooks }: Core): Promise<DeliveryService> => {
  const tell = { iia: iiaCnrV3Client(calls), iiaApproval: iiaApprovalCnrV2Client(calls), ...nominationNotifiers(calls, catalogue), omobilityLa: omobilityLaCnrV1Client(calls), imobilityTor: transcriptNotifier(calls, catalogue) };
  const service = createDelivery({
    ...system,
    outbox: store.outbox,
    pulls: store.pulls,
    surveys: store.surveys,
    webhooks: store.webhooks,
    offering: directory.offeringAgreements,
    ports: {
      notify: {
        "iia-cnr": (ours, theirs, id) => tell.iia(ours, theirs, iiaId(id)),
        "iia-approval-cnr": (ours, theirs, id) => tell.iiaApproval(ours, theirs, iiaId(id)),
        "omobility-cnr": (ours, theirs, id) => nominations.notify(ours, theirs, omobilityId(id), () => tell.omobility(ours, theirs, omobilityId(id))),
        "imobility-cnr": (ours, theirs, id) => tell.imobility(ours, theirs, omobilityId(id)),
        "imobility-tor-cnr": (ours, theirs, id) => tell.imobilityTor(ours, theirs, omobilityId(id)),
        "omobility-la-cnr": (ours, theirs, id) => tell.omobilityLa(ours, theirs, omobilityId(id)),
      },
      update: { "update-omobility-la": learningAgreements.tell },
      refresh: {
        "refresh-iia": (ours, theirs, id) => agreements.refreshCopy(ours, theirs, iiaId(id)),
        "refresh-iia-approval": (ours, theirs, id) => agreements.refreshApproval(ours, theirs, iiaId(id)),
        "refresh-omobility": (ours, theirs, id) => nominations.refreshNomination(ours, theirs, omobilityId(id)),
        "refresh-imobility": (ours, theirs, id) => nominations.refreshStay(ours, theirs, omobilityId(id)),
        "refresh-imobility-tor": transcripts.look,
        "refresh-omobility-la": learningAgreements.refresh,
      },
      toRefresh: { "imobility-tors": transcripts.toRefresh, iias: agreements.toRefresh, omobilities: nominations.nominationsToRefresh, imobilities: nominations.staysToRefresh, "omobility-las": learningAgreements.toRefresh },
      refreshRequests: store.refreshRequests,
      tellWebhook: webhooks.deliver,
    },
    objectsPerCall: objectsPerCall(calls, catalogue),
    queue: await queueFor(delivery, system.logger),
    settings: {
      retry: { ...DEFAULT_RETRY, baseMs: delivery.retrySeconds * SECOND, lifeMs: delivery.lifeHours * 60 * MINUTE },
      leaseMs: delivery.leaseSeconds * SECOND,
      perPartner: Math.max(1, Math.floor(delivery.concurrency * PARTNER_SHARE)),
      pollMs: SECOND,
      pullEveryMs: delivery.pullMinutes * MINUTE,
      sweepEveryMs: delivery.sweepHours * 60 * MINUTE,
      surveyGapMs: MINUTE / delivery.surveyPerMinute,
      surveyEveryMs: delivery.surveyDays * DAY,
      keepDeliveredMs: delivery.keepDays * DAY,
      keepFailedMs: Math.max(delivery.keepDays, FAILED_KEEP_DAYS) * DAY,
    },
  });
  store.onCommit(() => service.wake());
  return service;
};

/** The Redis client is loaded only where it is needed: it costs a tenth of a second at start. */
const queueFor = async ({ redisUrl, redisPrefix, concurrency }: Core["config"]["delivery"], logger: Core["system"]["logger"]): Promise<Queue> => {
  if (redisUrl === undefined) return inProcessQueue({ concurrency });
  const { bullmqQueue } = await import("../delivery/queue/bullmq.js");
  return bullmqQueue({ url: redisUrl, prefix: redisPrefix, concurrency, logger });
};
