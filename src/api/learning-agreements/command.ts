/** What all operations on one learning agreement share: how they are called and how they answer. */
import type { IncomingLa } from "../../domain/learning-agreements/incoming.js";
import type { OutgoingLa } from "../../domain/learning-agreements/outgoing.js";
import type { LaScope } from "../../domain/learning-agreements/ports.js";
import type { LaCommand } from "../../domain/learning-agreements/service/commands.js";
import type { ApiToken } from "../../domain/tokens/model.js";
import { given } from "../../kernel/given.js";
import { heiId, omobilityId } from "../../kernel/ids.js";
import type { Delivery } from "../../outbox/model.js";
import type { Schema } from "../operation.js";
import { partnerName } from "../partners/name.js";
import type { OfficeServices } from "../services.js";
import { presentIncoming } from "./present/incoming.js";
import { presentOutgoing } from "./present/outgoing.js";

export type LaServices = Pick<OfficeServices, "learningAgreements" | "catalogue" | "outbox" | "clock">;

interface LaPath {
  readonly heiId: string;
  readonly omobilityId: string;
}
interface LaCall {
  readonly path: LaPath;
  readonly ifMatch: number | undefined;
  readonly caller: ApiToken;
}

/** The agreement that the path names, at the revision of `If-Match`, asked for by the caller. */
export const commandOf = ({ path, ifMatch, caller }: LaCall): LaCommand =>
  ({ heiId: heiId(path.heiId), omobilityId: omobilityId(path.omobilityId), actor: caller.name, ...given({ ifRevision: ifMatch }) });

/** A partner's agreement. */
export const scopeOf = (path: LaPath & { readonly partnerHeiId: string }): LaScope =>
  ({ heiId: heiId(path.heiId), partnerHeiId: heiId(path.partnerHeiId), omobilityId: omobilityId(path.omobilityId) });

export const outgoingAnswer = (la: OutgoingLa, { catalogue }: Pick<LaServices, "catalogue">): { status: 200; body: Schema<"OutgoingLearningAgreement">; revision: number } =>
  ({ status: 200, body: presentOutgoing(la, partnerName(catalogue, la.partnerHeiId)), revision: la.revision });

export const incomingAnswer = async (la: IncomingLa, services: LaServices): Promise<{ status: 200; body: Schema<"IncomingLearningAgreement">; revision: number }> =>
  ({ status: 200, body: presentIncoming(la, partnerName(services.catalogue, la.partnerHeiId), await tellingOf(la, services)), revision: la.revision });

/** The delivery that tells our answer, while it waits to be told. */
const tellingOf = async ({ answer, heiId: hei, partnerHeiId, omobilityId: objectId }: IncomingLa, { outbox }: LaServices): Promise<Delivery | undefined> =>
  answer?.state === "waiting" ? (await outbox.list(hei, { partnerHeiId, kinds: ["update-omobility-la"], objectId }, { limit: 1 })).items[0] : undefined;
