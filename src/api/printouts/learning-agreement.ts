import type { LaDocument } from "../../domain/learning-agreements/model.js";
import type { OutgoingLa } from "../../domain/learning-agreements/outgoing.js";
import type { IncomingLa } from "../../domain/learning-agreements/incoming.js";
import { incomingStatus, outgoingStatus } from "../../domain/learning-agreements/overview/standing.js";
import type { LearningAgreementPrintout, PrintedRound } from "../../domain/printouts/model.js";
import { given } from "../../kernel/given.js";
import { heiId, omobilityId } from "../../kernel/ids.js";
import { scopeOf } from "../learning-agreements/command.js";
import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";
import { printLanguage } from "./language.js";
import { namesOfBoth } from "./names.js";

type Services = Pick<OfficeServices, "learningAgreements" | "institutions" | "catalogue" | "printer">;
type Facts = Omit<LearningAgreementPrintout, "kind" | "language" | "names" | "heiId">;

export const getOutgoingLaPdf = (services: Services): Operation<"getOutgoingLaPdf"> => async (call) => {
  const la = await services.learningAgreements.outgoing(heiId(call.path.heiId), omobilityId(call.path.omobilityId));
  return printed(la, outgoingFacts(la), call, services);
};

export const getIncomingLaPdf = (services: Services): Operation<"getIncomingLaPdf"> => async (call) => {
  const la = await services.learningAgreements.incoming(scopeOf(call.path));
  return printed(la, incomingFacts(la), call, services);
};

const printed = async ({ heiId: ours, partnerHeiId }: Pick<OutgoingLa, "heiId" | "partnerHeiId">, facts: Facts, asked: Parameters<typeof printLanguage>[0], services: Services) => {
  const language = printLanguage(asked);
  const bytes = await services.printer.print({ kind: "learning-agreement", language, heiId: ours, names: await namesOfBoth(ours, partnerHeiId, services), ...facts });
  return { status: 200 as const, bytes, mediaType: "application/pdf" as const, language };
};

const outgoingFacts = (la: OutgoingLa): Facts => {
  const { details, firstVersion, approvedChanges, proposal, draft, servedVersion, changedAt } = la;
  const document: LaDocument = { omobilityId: la.omobilityId, ...details, ...given({ firstVersion, approvedChanges, proposal }) };
  const rounds = la.rounds.map(({ proposalId, outcome, sentAt, endedAt, answer }): PrintedRound => ({ proposalId, outcome, sentAt, ...given({ endedAt, comment: commentOf(answer) }) }));
  return { document, version: servedVersion, at: changedAt, status: outgoingStatus(la), rounds, ...given({ draft }) };
};

/** Our answer is known only of the latest proposal that we answered. */
const incomingFacts = (la: IncomingLa): Facts => {
  const { current: { document, version, receivedAt, exchangeId }, answer } = la;
  const rounds = la.proposals.map(({ proposalId, outcome }): PrintedRound => ({ proposalId, outcome, ...(answer?.proposalId === proposalId && given({ endedAt: answer.endedAt, comment: commentOf(answer) })) }));
  return { document, version, at: receivedAt, status: incomingStatus(la), rounds, exchangeId };
};

const commentOf = (answer: { readonly verdict: "approve" } | { readonly verdict: "comment"; readonly comment: string } | undefined): string | undefined => (answer?.verdict === "comment" ? answer.comment : undefined);
