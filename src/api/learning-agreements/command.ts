/** What all operations on one learning agreement share: how they are called and how they answer. */
import type { IncomingLa } from "../../domain/learning-agreements/incoming.js";
import type { OutgoingLa } from "../../domain/learning-agreements/outgoing.js";
import type { LaScope } from "../../domain/learning-agreements/ports.js";
import type { LaCommand } from "../../domain/learning-agreements/service/commands.js";
import { actorOf, type Caller } from "../../domain/access/caller.js";
import { given } from "../../kernel/given.js";
import { heiId, omobilityId, type HeiId } from "../../kernel/ids.js";
import type { Delivery } from "../../outbox/model.js";
import type { Schema } from "../operation.js";
import { partnerName } from "../partners/name.js";
import type { OfficeServices } from "../services.js";
import { presentIncoming } from "./present/incoming.js";
import { presentOutgoing } from "./present/outgoing.js";

export type LaServices = Pick<OfficeServices, "learningAgreements" | "mobilityWarnings" | "catalogue" | "outbox" | "clock">;

interface LaPath {
  readonly heiId: string;
  readonly omobilityId: string;
}
interface LaCall {
  readonly path: LaPath;
  readonly ifMatch: number | undefined;
  readonly caller: Caller;
}

/** The agreement that the path names, at the revision of `If-Match`, asked for by the caller. */
export const commandOf = ({ path, ifMatch, caller }: LaCall): LaCommand =>
  ({ heiId: heiId(path.heiId), omobilityId: omobilityId(path.omobilityId), actor: actorOf(caller), ...given({ ifRevision: ifMatch }) });

/** A partner's agreement. */
export const scopeOf = (path: LaPath & { readonly partnerHeiId: string }): LaScope =>
  ({ heiId: heiId(path.heiId), partnerHeiId: heiId(path.partnerHeiId), omobilityId: omobilityId(path.omobilityId) });

export const outgoingAnswer = async (la: OutgoingLa, { mobilityWarnings, catalogue }: LaServices): Promise<{ status: 200; body: Schema<"OutgoingLearningAgreement">; revision: number }> =>
  ({ status: 200, body: presentOutgoing(la, { partnerName: partnerName(catalogue, la.partnerHeiId), mobilityWarnings: await mobilityWarnings.ofOutgoing({ ...la, id: la.omobilityId }) }), revision: la.revision });

export const incomingAnswer = async (la: IncomingLa, services: LaServices): Promise<{ status: 200; body: Schema<"IncomingLearningAgreement">; revision: number }> =>
  ({
    status: 200, revision: la.revision, body: presentIncoming(la, {
      partnerName: partnerName(services.catalogue, la.partnerHeiId), telling: (await tellingsOf(la.heiId, [la], services))(la),
      mobilityWarnings: await services.mobilityWarnings.ofIncoming({ ...la, id: la.omobilityId }),
    }),
  });

/** The deliveries that tell our answers, of those that wait to be told. */
export const tellingsOf = async (hei: HeiId, las: readonly IncomingLa[], { outbox }: Pick<LaServices, "outbox">): Promise<(la: IncomingLa) => Delivery | undefined> => {
  const waiting = las.filter(({ answer }) => answer?.state === "waiting").map(({ partnerHeiId, omobilityId: objectId }) => ({ partnerHeiId, objectId }));
  const tellings = await outbox.latest(hei, "update-omobility-la", waiting);
  return (la) => tellings.find(({ partnerHeiId, objectId }) => partnerHeiId === la.partnerHeiId && objectId === la.omobilityId);
};
