import { compared } from "../../../domain/learning-agreements/overview/comparison.js";
import type { LaRound, OutgoingLa } from "../../../domain/learning-agreements/outgoing.js";
import { outgoingNextStep } from "../../../domain/learning-agreements/overview/next-step.js";
import { outgoingStatus } from "../../../domain/learning-agreements/overview/standing.js";
import type { MobilityWarning } from "../../../domain/mobilities/warning.js";
import { given } from "../../../kernel/given.js";
import type { Schema } from "../../operation.js";
import { studentName } from "./document.js";

const standing = (la: OutgoingLa, partnerName: string | undefined) => {
  const { omobilityId, heiId, partnerHeiId, revision, mobilityType, changedAt } = la;
  return {
    omobilityId, heiId, partnerHeiId, revision, status: outgoingStatus(la), ...outgoingNextStep(la), mobilityType, changedAt: changedAt.toISOString(), ...given({ partnerName }),
  };
};

export const presentOutgoing = (la: OutgoingLa, { partnerName, mobilityWarnings }: { readonly partnerName: string | undefined; readonly mobilityWarnings: readonly MobilityWarning[] }): Schema<"OutgoingLearningAgreement"> => {
  const { details, draft, firstVersion, approvedChanges, proposal, rounds, createdAt } = la;
  return {
    ...standing(la, partnerName), details, comparison: compared(la, proposal ?? draft), rounds: rounds.map(presentRound), createdAt: createdAt.toISOString(),
    mobilityWarnings, ...given({ draft, firstVersion, approvedChanges, proposal }),
  };
};

export const summarizeOutgoing = (la: OutgoingLa, partnerName?: string): Schema<"OutgoingLaSummary"> =>
  ({ ...standing(la, partnerName), receivingAcademicYear: la.details.receivingAcademicYear, studentName: studentName(la.details) });

const presentRound = ({ sentAt, endedAt, ...round }: LaRound): Schema<"LaRound"> =>
  ({ ...round, sentAt: sentAt.toISOString(), ...given({ endedAt: endedAt?.toISOString() }) });
