/** What is the matter with a mobility as a whole, shown with each of its records. */
import type { HeiId, OmobilityId } from "../../kernel/ids.js";
import type { IncomingLa } from "../learning-agreements/incoming.js";
import type { LaDocument } from "../learning-agreements/model.js";
import { type OutgoingLa, servedDocument } from "../learning-agreements/outgoing.js";
import { incomingStatus as laStatus } from "../learning-agreements/overview/standing.js";
import type { LaStore } from "../learning-agreements/ports.js";
import type { Imobility, NominationStatus, Omobility } from "../nominations/model.js";
import type { NominationStore } from "../nominations/ports.js";
import { incomingStatus } from "../nominations/standing.js";
import { differencesBetween } from "./differences.js";
import { factsOfLa, factsOfNomination, type MobilityFacts } from "./facts.js";
import { type Direction, type MobilityWarning, warning, type WarningCode } from "./warning.js";

/** One mobility of ours or of a partner. */
export interface MobilityKey {
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  readonly id: OmobilityId;
}

export interface MobilityWarningParts {
  readonly nominations: Pick<NominationStore, "omobility" | "imobility">;
  readonly learningAgreements: Pick<LaStore, "outgoing" | "incoming">;
  /** Whether the latest notice of one of the mobility's records stopped or expired. */
  readonly isUntold: (key: MobilityKey, direction: Direction) => Promise<boolean>;
}

export const createMobilityWarnings = ({ nominations, learningAgreements, isUntold }: MobilityWarningParts) => ({
  /** Of a student of ours. Nothing while there is one record only, but a learning agreement without a nomination. */
  ofOutgoing: async (key: MobilityKey): Promise<readonly MobilityWarning[]> => {
    const [nomination, la, untold] = await Promise.all([
      nominations.omobility(key.heiId, key.id), learningAgreements.outgoing(key.heiId, key.id), isUntold(key, "outgoing"),
    ]);
    return [...outgoingWarnings(nomination, la), ...notTold(untold, "outgoing")];
  },
  /** Of a student of a partner. */
  ofIncoming: async (key: MobilityKey): Promise<readonly MobilityWarning[]> => {
    const { heiId, partnerHeiId, id } = key;
    const [nomination, la, untold] = await Promise.all([
      nominations.imobility(heiId, partnerHeiId, id), learningAgreements.incoming({ heiId, partnerHeiId, omobilityId: id }), isUntold(key, "incoming"),
    ]);
    return [...incomingWarnings(nomination, la), ...notTold(untold, "incoming")];
  },
});
export type MobilityWarnings = ReturnType<typeof createMobilityWarnings>;

const notTold = (isSo: boolean, direction: Direction): readonly MobilityWarning[] => (isSo ? [warning("notice-not-delivered", direction)] : []);

/** Of our two records; a deleted learning agreement is none. */
export const outgoingWarnings = (nomination: Omobility | undefined, la: OutgoingLa | undefined): readonly MobilityWarning[] => {
  if (!la || la.deletedAt) return [];
  if (!nomination) return [warning("no-nomination", "outgoing")];
  const { heiId, partnerHeiId, student, proposal, stage, status } = nomination;
  const isUnknown = stage === "draft" && servedDocument(la) !== undefined;
  const ofNomination = factsOfNomination({ sendingHeiId: heiId, receivingHeiId: partnerHeiId }, student, proposal.content);
  const { details, firstVersion, proposal: next, draft } = la;
  const changes = (next ?? draft)?.studentChanges;
  const ofLa = factsOfLa(details, { ...details.student, ...changes }, (firstVersion ?? next ?? draft)?.components ?? {});
  return together("outgoing", [...(isUnknown && status !== "cancelled" ? ["nomination-not-sent" as const] : []), ...ofStatus(status)], [ofNomination, ofLa]);
};

/** Of the partner's two records as read; one that it took back or shows no longer is none. */
export const incomingWarnings = (nomination: Imobility | undefined, la: IncomingLa | undefined): readonly MobilityWarning[] => {
  if (!la || la.goneAt || laStatus(la) === "withdrawn") return [];
  if (!nomination) return [warning("no-nomination", "incoming")];
  if (nomination.goneAt) return [warning("nomination-gone", "incoming")];
  const { partnerHeiId: sendingHeiId, heiId: receivingHeiId, current: { student, proposal, older } } = nomination;
  const ofNomination = factsOfNomination({ sendingHeiId, receivingHeiId }, student, proposal.content, older);
  const { current: { document } } = la;
  return together("incoming", ofStatus(incomingStatus(nomination)), [ofNomination, factsOfLa(document, { ...document.student, ...document.proposal?.studentChanges }, componentsOf(document))]);
};

const componentsOf = ({ firstVersion, proposal }: LaDocument) => (firstVersion ?? proposal)?.components ?? {};

const STATUS: Partial<Record<NominationStatus, WarningCode>> = { cancelled: "nomination-cancelled", rejected: "nomination-rejected" };
const ofStatus = (status: NominationStatus): readonly WarningCode[] => {
  const code = STATUS[status];
  return code === undefined ? [] : [code];
};

/** What a cancelled nomination says does not matter any more. */
const together = (direction: Direction, ofStanding: readonly WarningCode[], [nomination, la]: readonly [MobilityFacts, MobilityFacts]): readonly MobilityWarning[] => [
  ...ofStanding.map((code) => warning(code, direction)),
  ...(ofStanding.includes("nomination-cancelled") ? [] : [...differencesBetween(nomination, la)].map(([code, differences]) => warning(code, direction, differences))),
];
