import { compared } from "../../../domain/learning-agreements/overview/comparison.js";
import { type IncomingLa, type OurAnswer, threeWay } from "../../../domain/learning-agreements/incoming.js";
import { typeOfDocument } from "../../../domain/learning-agreements/model.js";
import { documentProblems } from "../../../domain/learning-agreements/rules/document.js";
import { incomingNextStep } from "../../../domain/learning-agreements/overview/next-step.js";
import { answerStanding } from "../../../domain/learning-agreements/overview/answer.js";
import { incomingStatus } from "../../../domain/learning-agreements/overview/standing.js";
import type { MobilityWarning } from "../../../domain/mobilities/warning.js";
import { given } from "../../../kernel/given.js";
import type { Delivery } from "../../../outbox/model.js";
import type { Schema } from "../../operation.js";
import { presentDocument, studentName } from "./document.js";

const standing = (la: IncomingLa, partnerName: string | undefined, telling: Delivery | undefined) => {
  const { omobilityId, heiId, partnerHeiId, revision, goneAt, changedAt } = la;
  return {
    omobilityId, heiId, partnerHeiId, revision, status: incomingStatus(la), ...incomingNextStep(la, telling), changedAt: changedAt.toISOString(),
    ...given({ partnerName, goneAt: goneAt?.toISOString() }),
  };
};

/** What is known of it besides itself; `telling` is the delivery of the answer that waits. */
interface Around {
  readonly partnerName: string | undefined;
  readonly telling: Delivery | undefined;
  readonly mobilityWarnings: readonly MobilityWarning[];
}

export const presentIncoming = (la: IncomingLa, { partnerName, telling, mobilityWarnings }: Around): Schema<"IncomingLearningAgreement"> => {
  const { current: { document, receivedAt, version, exchangeId }, confirmedAt, answer, proposals, agreed, restart, createdAt } = la;
  return {
    ...standing(la, partnerName, telling),
    current: { version, exchangeId, receivedAt: receivedAt.toISOString(), document: presentDocument(document) },
    confirmedAt: confirmedAt.toISOString(), problems: documentProblems(document), comparison: compared(document, document.proposal), proposals, createdAt: createdAt.toISOString(), mobilityWarnings,
    ...given({ answer: answer && presentAnswer(answer, telling), threeWay: threeWay(la), agreed, restart: restart && { ...restart, since: restart.since.toISOString() } }),
  };
};

export const summarizeIncoming = (la: IncomingLa, partnerName?: string, telling?: Delivery): Schema<"IncomingLaSummary"> => {
  const { current: { document }, answer } = la;
  const told = answer && answerStanding(answer, telling);
  return {
    ...standing(la, partnerName, telling), receivingAcademicYear: document.receivingAcademicYear, mobilityType: typeOfDocument(document), studentName: studentName(document),
    problems: documentProblems(document).length, ...given({ answerState: told?.state, answerReason: told?.reason, isRestarted: la.restart && true }),
  };
};

const presentAnswer = (answer: OurAnswer, telling: Delivery | undefined): Schema<"OurLaAnswer"> => {
  const { verdict, proposalId, signature, reviewedVersion, at } = answer;
  const { state, endedAt, reason, exchangeId } = answerStanding(answer, telling);
  return {
    verdict, proposalId, signature, reviewedVersion, state, at: at.toISOString(),
    ...given({ comment: answer.verdict === "comment" ? answer.comment : undefined, endedAt: endedAt?.toISOString(), reason, exchangeId, deliveryId: telling?.id }),
  };
};
