import type { OmobilityId } from "../../kernel/ids.js";
import type { Scope } from "../access/scopes.js";
import { type AboutMobility, type Change, type ChangeKind } from "../changes.js";

/** What a change is about, named as the resources of the REST API are. */
export const OBJECT_TYPES = [
  "agreement", "partner-copy", "outgoing-nomination", "incoming-nomination", "outgoing-learning-agreement", "incoming-learning-agreement", "outgoing-transcript", "incoming-transcript",
] as const;
export type ObjectType = (typeof OBJECT_TYPES)[number];

/** An agreement that is not known by an id of ours is the partner's copy. */
const TYPE_OF: { readonly [K in ChangeKind]: Exclude<ObjectType, "partner-copy"> } = {
  "draft-changed": "agreement", "iia-copy-changed": "agreement", "iia-approval-changed": "agreement", "partner-copy-changed": "agreement", "partner-copy-gone": "agreement",
  "partner-approval-changed": "agreement", "agreement-in-force": "agreement",
  "omobility-drafted": "outgoing-nomination", "omobility-changed": "outgoing-nomination", "omobility-delivered": "outgoing-nomination", "verdict-heard": "outgoing-nomination",
  "arrival-reported": "outgoing-nomination",
  "imobility-seen": "incoming-nomination", "imobility-gone": "incoming-nomination", "imobility-decided": "incoming-nomination", "imobility-changed": "incoming-nomination",
  "la-drafted": "outgoing-learning-agreement", "la-changed": "outgoing-learning-agreement",
  "incoming-la-seen": "incoming-learning-agreement", "incoming-la-gone": "incoming-learning-agreement", "incoming-la-restarted": "incoming-learning-agreement",
  "incoming-la-answered": "incoming-learning-agreement", "incoming-la-told": "incoming-learning-agreement",
  "transcript-drafted": "outgoing-transcript", "transcript-changed": "outgoing-transcript",
  "transcript-received": "incoming-transcript", "transcript-gone": "incoming-transcript", "recognition-decided": "incoming-transcript",
};

export const CHANGE_KINDS = Object.keys(TYPE_OF) as readonly ChangeKind[];

/** Kinds that somebody with these scopes may hear of. */
export const kindsFor = (scopes: readonly Scope[]): readonly ChangeKind[] =>
  CHANGE_KINDS.filter((kind) => scopes.includes(TYPE_OF[kind] === "agreement" ? "agreements:read" : "mobilities:read"));

/** Collections of the REST API; where ids are the partner's, or may meet those of others, its institution stands before them. */
const PLACES: Readonly<Record<ObjectType, { readonly collection: string; readonly byPartner: boolean }>> = {
  agreement: { collection: "agreements", byPartner: false },
  "partner-copy": { collection: "incoming", byPartner: true },
  "outgoing-nomination": { collection: "outgoing-nominations", byPartner: false },
  "incoming-nomination": { collection: "incoming-nominations", byPartner: true },
  "outgoing-learning-agreement": { collection: "outgoing-learning-agreements", byPartner: false },
  "incoming-learning-agreement": { collection: "incoming-learning-agreements", byPartner: true },
  "outgoing-transcript": { collection: "outgoing-transcripts", byPartner: true },
  "incoming-transcript": { collection: "incoming-transcripts", byPartner: true },
};

/** What a change is about, without a personal datum. */
export interface ChangedObject {
  readonly type: ObjectType;
  readonly id: string;
  readonly partnerHeiId: string;
  /** Of what belongs to a mobility: who gave the id. */
  readonly sendingHeiId?: string;
  /** Address in the REST API. */
  readonly href: string;
}

export const changedObject = (change: Change): ChangedObject => {
  const { heiId, partnerHeiId } = change;
  const { type, id } = isOfMobility(change) ? { type: TYPE_OF[change.kind], id: change.omobilityId } : ofAgreement(change);
  const { collection, byPartner } = PLACES[type];
  const place = ["institutions", heiId, collection, ...(byPartner ? [partnerHeiId] : []), id].map(encodeURIComponent).join("/");
  return { type, id, partnerHeiId, ...(isOfMobility(change) && { sendingHeiId: change.sendingHeiId }), href: `/api/v1/${place}` };
};

type OfMobility = Extract<Change, AboutMobility>;
const isOfMobility = (change: Change): change is OfMobility & { readonly omobilityId: OmobilityId } => "omobilityId" in change;

const ofAgreement = (change: Exclude<Change, OfMobility>): { readonly type: ObjectType; readonly id: string } => {
  if (change.iiaId !== undefined) return { type: "agreement", id: change.iiaId };
  if ("partnerIiaId" in change) return { type: "partner-copy", id: change.partnerIiaId };
  throw new TypeError(`a ${change.kind} without an agreement`);
};
