/** What all operations on one mobility share: how they are called and how they answer. */
import type { Imobility, Omobility } from "../../domain/nominations/model.js";
import type { Command } from "../../domain/nominations/service.js";
import { actorOf, type Caller } from "../../domain/access/caller.js";
import { given } from "../../kernel/given.js";
import { heiId, omobilityId, type HeiId } from "../../kernel/ids.js";
import type { Schema } from "../operation.js";
import { partnerName } from "../partners/name.js";
import type { OfficeServices } from "../services.js";
import { presentIncoming, presentOutgoing } from "./present.js";

export type NominationServices = Pick<OfficeServices, "nominations" | "mobilityWarnings" | "catalogue">;

interface MobilityCall {
  readonly path: { readonly heiId: string; readonly omobilityId: string };
  readonly ifMatch: number | undefined;
  readonly caller: Caller;
}

/** The mobility that the path names, at the revision of `If-Match`, asked for by the caller. */
export const commandOf = ({ path, ifMatch, caller }: MobilityCall): Command =>
  ({ heiId: heiId(path.heiId), id: omobilityId(path.omobilityId), actor: actorOf(caller), ...given({ ifRevision: ifMatch }) });

/** The same for a mobility of a partner. */
export const incomingCommandOf = (call: MobilityCall & { readonly path: { readonly partnerHeiId: string } }): Command & { readonly partnerHeiId: HeiId } =>
  ({ ...commandOf(call), partnerHeiId: heiId(call.path.partnerHeiId) });

/** 200 with the nomination, what the ledger says of it, and its ETag. */
export const outgoingAnswer = async (own: Omobility, { nominations, mobilityWarnings, catalogue }: NominationServices): Promise<{ status: 200; body: Schema<"OutgoingNomination">; revision: number }> =>
  ({ status: 200, body: presentOutgoing(own, { partnerName: partnerName(catalogue, own.partnerHeiId), overNominations: await nominations.overNominations(own), mobilityWarnings: await mobilityWarnings.ofOutgoing(own), ...nominations.reach(own) }), revision: own.revision });

/** 201 with the draft and its address. */
export const createdAnswer = async (own: Omobility, services: NominationServices) =>
  ({ ...(await outgoingAnswer(own, services)), status: 201 as const, location: `/institutions/${encodeURIComponent(own.heiId)}/outgoing-nominations/${encodeURIComponent(own.id)}` });

export const incomingAnswer = async (known: Imobility, { nominations, mobilityWarnings, catalogue }: NominationServices): Promise<{ status: 200; body: Schema<"IncomingNomination">; revision: number }> =>
  ({ status: 200, body: presentIncoming(known, { partnerName: partnerName(catalogue, known.partnerHeiId), overNominations: await nominations.overNominations(known), mobilityWarnings: await mobilityWarnings.ofIncoming(known) }), revision: known.revision });
