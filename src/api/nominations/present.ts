import type { Change } from "../../domain/changes.js";
import type { Imobility, Omobility, Proposal, ReceivedVersion, Verdict } from "../../domain/nominations/model.js";
import type { MobilityWarning } from "../../domain/mobilities/warning.js";
import type { SeatLine } from "../../domain/nominations/seats/ledger.js";
import { missing } from "../../domain/nominations/older.js";
import type { Workflow } from "../../domain/nominations/older-facts.js";
import { incomingNextStep, outgoingNextStep } from "../../domain/nominations/next-step.js";
import type { Problem } from "../../domain/problem.js";
import { incomingStatus, statusOf } from "../../domain/nominations/standing.js";
import { given } from "../../kernel/given.js";
import type { Schema } from "../operation.js";

/** What is known of a nomination besides itself. */
interface Around {
  readonly partnerName?: string | undefined;
  readonly overNominations?: readonly SeatLine[];
  /** By which workflow the partner reads it, and what that cannot carry. */
  readonly workflow?: Workflow;
  readonly untold?: readonly Problem[];
  readonly warnings?: readonly Problem[];
  /** What does not fit together in the records of the mobility. */
  readonly mobilityWarnings?: readonly MobilityWarning[];
}

export const presentOutgoing = (own: Omobility, { partnerName, overNominations, workflow, untold, warnings, mobilityWarnings }: Around = {}): Schema<"OutgoingNomination"> => {
  const { id, heiId, partnerHeiId, revision, student, proposal, verdicts, delivered, stay, replaces, replacedBy } = own;
  return {
    id, heiId, partnerHeiId, revision, status: statusOf(own), ...outgoingNextStep(own), student, nomination: presentProposal(proposal), verdicts: verdicts.map(presentVerdict), ...timesOf(own),
    ...given({ partnerName, replaces, replacedBy, overNominations, workflow, untold, warnings, mobilityWarnings, delivered: delivered && { ...delivered, at: delivered.at.toISOString() }, stay: stay && { ...stay, at: stay.at.toISOString() } }),
  };
};

export const presentIncoming = (known: Imobility, { partnerName, overNominations, mobilityWarnings }: Pick<Around, "partnerName" | "overNominations" | "mobilityWarnings"> = {}): Schema<"IncomingNomination"> => {
  const { id, heiId, partnerHeiId, revision, current, confirmedAt, goneAt, verdicts, stay } = known;
  return {
    id, heiId, partnerHeiId, revision, status: incomingStatus(known), ...incomingNextStep(known), current: presentReceived(current), confirmedAt: confirmedAt.toISOString(), verdicts: verdicts.map(presentVerdict), stay, ...timesOf(known),
    ...given({ partnerName, overNominations, mobilityWarnings, goneAt: goneAt?.toISOString() }),
  };
};

export const presentReceived = (received: ReceivedVersion): Schema<"ReceivedVersion"> => {
  const { version, exchangeId, receivedAt, status, student, proposal, faults, older } = received;
  return {
    version, exchangeId, receivedAt: receivedAt.toISOString(), status, student, nomination: { proposalId: proposal.id, ...proposal.content }, faults,
    ...(older && { older: { ...older, missing: missing(received) } }),
  };
};

const presentProposal = ({ id, content }: Proposal): Schema<"ShownNomination"> => ({ proposalId: id, ...content });
const presentVerdict = ({ at, ...verdict }: Verdict): Schema<"Verdict"> => ({ ...verdict, at: at.toISOString() });
const timesOf = ({ createdAt, changedAt }: Omobility | Imobility) => ({ createdAt: createdAt.toISOString(), changedAt: changedAt.toISOString() });

/** A change as a line of the timeline. */
export const presentMobilityEvent = ({ heiId: _hei, at, ...facts }: Change): Schema<"MobilityEvent"> => ({ ...facts, at: at.toISOString() });
