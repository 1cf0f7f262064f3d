import type { LaStore } from "../../../domain/learning-agreements/ports.js";
import type { LearningAgreements } from "../../../domain/learning-agreements/service.js";
import { given } from "../../../kernel/given.js";
import { ownHeiOnly } from "../../common/own-hei-only.js";
import { serve } from "../../runtime/serve.js";
import { statsOnly } from "../../runtime/stats-portal.js";
import { omobilityLasV1 } from "./api.js";
import type { UpdateRequest } from "./documents.js";
import { fromWireSignature, toWireLa } from "./mapping.js";

interface Services {
  readonly las: Pick<LaStore, "servedTo" | "indexFor" | "outgoingStatistics">;
  readonly learningAgreements: Pick<LearningAgreements, "receiveUpdate">;
}

/** A learning agreement is served to its receiving institution and to nobody else; `index` lists exactly what `get` serves. */
export const serveOmobilityLasV1 = serve(omobilityLasV1, ({ las, learningAgreements }: Services) => ({
  get: async ({ heiId: ours, params, requester }) => {
    ownHeiOnly("sending_hei_id", params.sendingHeiId, ours);
    const ids = [...new Set(params.omobilityIds)];
    const found = new Map((await las.servedTo(ours, requester.heiIds, ids)).map((la) => [la.omobilityId, la]));
    // In the order asked for: the same question gets the same bytes.
    return { las: ids.flatMap((id) => found.get(id) ?? []).map(toWireLa) };
  },
  index: async ({ heiId: ours, params, requester }) => {
    ownHeiOnly("sending_hei_id", params.sendingHeiId, ours);
    const { receivingHeiIds, globalId, mobilityType, modifiedSince, receivingAcademicYearId } = params;
    const filter = given({ receivingAcademicYear: receivingAcademicYearId, globalId, mobilityType, changedSince: modifiedSince });
    const partners = requester.heiIds.filter((partner) => receivingHeiIds.length === 0 || receivingHeiIds.includes(partner));
    return { omobilityIds: (await Promise.all(partners.map((partner) => las.indexFor(ours, partner, filter)))).flat() };
  },
  update: async ({ heiId: ours, body, requester }) => {
    const { omobilityId, answer } = answerIn(body);
    await learningAgreements.receiveUpdate({ heiId: ours, callers: requester.heiIds, sendingHeiId: body.sendingHeiId, omobilityId, answer });
    return { successUserMessages: [{ lang: "en", text: answer.verdict === "approve" ? "The approval was received." : "The comment was received." }] };
  },
  stats: async ({ heiId: ours, requester }) => {
    statsOnly(requester);
    return { years: (await las.outgoingStatistics(ours)).map(({ receivingAcademicYear, ...counted }) => ({ receivingAcademicYearId: receivingAcademicYear, ...counted })) };
  },
}));

const answerIn = ({ approveProposalV1: approval, commentProposalV1: comment }: UpdateRequest) => {
  if (approval) return { omobilityId: approval.omobilityId, answer: { verdict: "approve" as const, proposalId: approval.changesProposalId, signature: fromWireSignature(approval.signature) } };
  if (comment) return { omobilityId: comment.omobilityId, answer: { verdict: "comment" as const, proposalId: comment.changesProposalId, comment: comment.comment, signature: fromWireSignature(comment.signature) } };
  throw new TypeError("the reader has seen to it that one of them is there");
};
