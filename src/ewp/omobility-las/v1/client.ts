import type { LaAnswer } from "../../../domain/learning-agreements/outgoing.js";
import type { LaScope, PartnerLas } from "../../../domain/learning-agreements/ports.js";
import { PartnerFailure } from "../../../domain/partner-failure.js";
import type { OmobilityId } from "../../../kernel/ids.js";
import type { Calls, Parties } from "../../runtime/call.js";
import { together } from "../../runtime/outgoing/together.js";
import { omobilityLasV1 } from "./api.js";
import type { UpdateRequest, WireLa } from "./documents.js";
import { fromWireLa, toWireSignature } from "./mapping.js";

/** Far beyond any real agreement or partnership; comparing and storing more would keep this node from everything else. */
const MOST_COMPONENTS = 1_000;
const MOST_IDS = 50_000;

/** Learning agreements as a sending partner serves them to us (PROTOCOL 5.17). */
export const omobilityLasV1Client = ({ call, idsPerCall }: Calls): PartnerLas => {
  const la = together({
    idsPerCall: (partner) => idsPerCall(partner, omobilityLasV1, "get"),
    ask: async ({ from, to }, ids: readonly OmobilityId[]) => {
      const { value, exchangeId } = await call({ from, to }, omobilityLasV1, "get", { sendingHeiId: to, omobilityIds: ids });
      return (id) => {
        const la = value.las.find(({ omobilityId }) => omobilityId === id);
        // An answer that holds what was not asked for does not say that anything is gone.
        if (!la && value.las.some(({ omobilityId }) => !ids.includes(omobilityId))) throw failure(OTHER_AGREEMENT, exchangeId);
        return la && { document: fromWireLa(checked(la, { from, to }, exchangeId)), exchangeId };
      };
    },
  });
  return {
    fetch: ({ heiId, partnerHeiId, omobilityId }) => la(heiId, partnerHeiId, omobilityId),
    index: async (heiId, partnerHeiId, since) => {
      // The filter by ourselves spares us what a partner with loose permissions lists.
      const { value, exchangeId } = await call({ from: heiId, to: partnerHeiId }, omobilityLasV1, "index", { sendingHeiId: partnerHeiId, receivingHeiIds: [heiId], modifiedSince: since });
      if (value.omobilityIds.length > MOST_IDS) throw failure(LONG_INDEX, exchangeId);
      return [...new Set(value.omobilityIds)];
    },
    update: async (scope, answer) =>
      (await call({ from: scope.heiId, to: scope.partnerHeiId }, omobilityLasV1, "update", { sendingHeiId: scope.partnerHeiId, ...toWireAnswer(scope, answer) })).exchangeId,
  };
};

const failure = (reason: string, exchangeId: string): PartnerFailure => new PartnerFailure({ reason, retry: false, exchangeId });

const checked = (la: WireLa, { from, to }: Parties, exchangeId: string): WireLa => {
  if (la.sendingHei.heiId !== to || la.receivingHei.heiId !== from) throw failure(WRONG_PARTIES, exchangeId);
  if (componentsOf(la) > MOST_COMPONENTS) throw failure(TOO_LARGE, exchangeId);
  return la;
};

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
