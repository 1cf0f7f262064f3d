import type { LaAnswer } from "../../../domain/learning-agreements/outgoing.js";
import type { LaScope, PartnerLas } from "../../../domain/learning-agreements/ports.js";
import { PartnerFailure } from "../../../domain/partner-failure.js";
import type { Calls } from "../../runtime/call.js";
import { omobilityLasV1 } from "./api.js";
import type { UpdateRequest, WireLa } from "./documents.js";
import { fromWireLa, toWireSignature } from "./mapping.js";

/** Far beyond any real agreement or partnership; comparing and storing more would keep this node from everything else. */
const MOST_COMPONENTS = 1_000;
const MOST_IDS = 50_000;

/** Learning agreements as a sending partner serves them to us (PROTOCOL 5.17). One id per call, so that a faulty one spoils no other. */
export const omobilityLasV1Client = ({ call }: Calls): PartnerLas => ({
  fetch: async ({ heiId, partnerHeiId, omobilityId }) => {
    const { value, exchangeId } = await call({ from: heiId, to: partnerHeiId }, omobilityLasV1, "get", { sendingHeiId: partnerHeiId, omobilityIds: [omobilityId] });
    const failed = (reason: string): PartnerFailure => new PartnerFailure({ reason, retry: false, exchangeId });
    // Only an answer without any agreement says that it is gone.
    if (value.las.length === 0) return undefined;
    const la = value.las.find((one) => one.omobilityId === omobilityId);
    if (!la) throw failed(OTHER_AGREEMENT);
    if (la.sendingHei.heiId !== partnerHeiId || la.receivingHei.heiId !== heiId) throw failed(WRONG_PARTIES);
    if (componentsOf(la) > MOST_COMPONENTS) throw failed(TOO_LARGE);
    return { document: fromWireLa(la), exchangeId };
  },
  index: async (heiId, partnerHeiId, since) => {
    // The filter by ourselves spares us what a partner with loose permissions lists.
    const { value, exchangeId } = await call({ from: heiId, to: partnerHeiId }, omobilityLasV1, "index", { sendingHeiId: partnerHeiId, receivingHeiIds: [heiId], modifiedSince: since });
    if (value.omobilityIds.length > MOST_IDS) throw new PartnerFailure({ reason: LONG_INDEX, retry: false, exchangeId });
    return [...new Set(value.omobilityIds)];
  },
  update: async (scope, answer) =>
    (await call({ from: scope.heiId, to: scope.partnerHeiId }, omobilityLasV1, "update", { sendingHeiId: scope.partnerHeiId, ...toWireAnswer(scope, answer) })).exchangeId,
});

const toWireAnswer = ({ omobilityId }: LaScope, answer: LaAnswer): Pick<UpdateRequest, "approveProposalV1" | "commentProposalV1"> => {
  const common = { omobilityId, changesProposalId: answer.proposalId, signature: toWireSignature(answer.signature) };
  return answer.verdict === "approve" ? { approveProposalV1: common } : { commentProposalV1: { ...common, comment: answer.comment } };
};

const componentsOf = ({ firstVersion, approvedChanges, changesProposal }: WireLa): number =>
  [firstVersion, approvedChanges, changesProposal].flatMap((version) => [
    version?.componentsStudied, version?.componentsRecognized, version?.virtualComponents, version?.blendedMobilityComponents, version?.shortTermDoctoralComponents,
  ]).reduce((count, list) => count + (list?.components.length ?? 0), 0);

const OTHER_AGREEMENT = "The partner answered with a learning agreement that was not asked for. Its provider has to repair this.";
const WRONG_PARTIES = "The partner's learning agreement does not name it as the sending and us as the receiving institution. Its provider has to repair this.";
const TOO_LARGE = `The partner's learning agreement has more than ${MOST_COMPONENTS} components. Its provider has to repair this.`;
const LONG_INDEX = `The partner lists more than ${MOST_IDS} learning agreements with us. Its provider has to repair this.`;
