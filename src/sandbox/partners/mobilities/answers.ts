import { getResponse as imobilities } from "../../../ewp/imobilities/v2/documents.js";
import { imobilityCnrResponse } from "../../../ewp/imobility-cnr/v2/documents.js";
import { getResponse as nominations, indexResponse as nominationIds, updateRequest as decisionRequest, updateResponse as decisionTaken, type WireStudentMobility } from "../../../ewp/omobilities/v3/documents.js";
import { omobilityCnrResponse } from "../../../ewp/omobility-cnr/v2/documents.js";
import { incomingStatsResponse, omobilityLaCnrResponse } from "../../../ewp/omobility-la-cnr/v1/documents.js";
import { getResponse as las, indexResponse as laIds, statsResponse, updateRequest as answerRequest, updateResponse as answerTaken, type WireLa } from "../../../ewp/omobility-las/v1/documents.js";
import { omobilityStatsResponse } from "../../../ewp/omobility-stats/v1/documents.js";
import type { OmobilityId } from "../../../kernel/ids.js";
import { omit } from "../../../kernel/omit.js";
import { readDocument } from "../../../xml/read.js";
import { writeDocument } from "../../../xml/write.js";
import type { PartnerOffice } from "../office/office.js";
import type { Asked } from "../wire/messages.js";

type Endpoint = (office: PartnerOffice, asked: Asked) => string | undefined;

const nominationsTo = (office: PartnerOffice, { from }: Asked): readonly WireStudentMobility[] => [...office.nominations.values()].filter(({ nomination }) => nomination.receivingHei.heiId === from);
const lasTo = (office: PartnerOffice, { from }: Asked): readonly WireLa[] => [...office.learningAgreements.values()].filter(({ receivingHei }) => receivingHei.heiId === from);
const askedFor = <M extends { readonly omobilityId: OmobilityId }>(all: readonly M[], { params }: Asked): readonly M[] => all.filter(({ omobilityId }) => params.getAll("omobility_id").includes(omobilityId));

/** Takes a decision about the proposal that is there; undefined when it is about another one. */
const decide: Endpoint = (office, asked) => {
  const { approveProposalV1: approval, rejectProposalV1: rejection } = readDocument(decisionRequest, Buffer.from(asked.body));
  const known = nominationsTo(office, asked).find(({ omobilityId }) => omobilityId === (approval ?? rejection)?.omobilityId);
  if (known?.nomination.proposalId !== (approval ?? rejection)?.proposalId || !known) return undefined;
  office.nominations.set(known.omobilityId, { ...known, status: approval ? "approved" : "rejected" });
  return writeDocument(decisionTaken, { successUserMessages: [] });
};

/** The same for a learning agreement. What is commented is proposed no more. */
const answer: Endpoint = (office, asked) => {
  const { approveProposalV1: approval, commentProposalV1: comment } = readDocument(answerRequest, Buffer.from(asked.body));
  const known = lasTo(office, asked).find(({ omobilityId }) => omobilityId === (approval ?? comment)?.omobilityId);
  const proposal = known?.changesProposal;
  if (!known || !proposal || proposal.id !== (approval ?? comment)?.changesProposalId) return undefined;
  const signed = approval && { ...omit(proposal, "id", "student"), receivingHeiSignature: approval.signature };
  office.learningAgreements.set(known.omobilityId, { ...omit(known, "changesProposal"), ...signed && (known.firstVersion ? { approvedChanges: signed } : { firstVersion: signed }) });
  return writeDocument(answerTaken, { successUserMessages: [] });
};

/** What a partner answers about students; undefined where the question is about a proposal that is not the present one. */
export const MOBILITY_ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  "omobilities get": (office, asked) => writeDocument(nominations, { mobilities: askedFor(nominationsTo(office, asked), asked) }),
  "omobilities index": (office, asked) => writeDocument(nominationIds, { omobilityIds: nominationsTo(office, asked).map(({ omobilityId }) => omobilityId) }),
  "omobilities update": decide,
  "omobility-cnr url": () => writeDocument(omobilityCnrResponse, {}),
  "omobility-stats url": () => writeDocument(omobilityStatsResponse, { years: [] }),
  "imobilities get": () => writeDocument(imobilities, { mobilities: [] }),
  "imobility-cnr url": () => writeDocument(imobilityCnrResponse, {}),
  "omobility-las get": (office, asked) => writeDocument(las, { las: askedFor(lasTo(office, asked), asked) }),
  "omobility-las index": (office, asked) => writeDocument(laIds, { omobilityIds: lasTo(office, asked).map(({ omobilityId }) => omobilityId) }),
  "omobility-las update": answer,
  "omobility-las stats": () => writeDocument(statsResponse, { years: [] }),
  "omobility-la-cnr url": () => writeDocument(omobilityLaCnrResponse, {}),
  "omobility-la-cnr stats": () => writeDocument(incomingStatsResponse, { years: [] }),
};
