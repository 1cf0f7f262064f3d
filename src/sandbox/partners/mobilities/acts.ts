import { omobilityCnrV2 } from "../../../ewp/omobility-cnr/v2/api.js";
import { omobilityLaCnrV1 } from "../../../ewp/omobility-la-cnr/v1/api.js";
import { omobilityLasV1 } from "../../../ewp/omobility-las/v1/api.js";
import { getResponse, updateRequest, type WireLa } from "../../../ewp/omobility-las/v1/documents.js";
import type { HeiId, OmobilityId } from "../../../kernel/ids.js";
import { readDocument } from "../../../xml/read.js";
import { writeDocument } from "../../../xml/write.js";
import type { About, PartnerOffice } from "../office/office.js";
import type { MobilityAct } from "../personality.js";
import { inOtherField, signatureOf, usualLa, usualNomination } from "./documents.js";

type Deed = (office: PartnerOffice, about: About) => Promise<void>;

const idIn = ({ omobilityId }: About): OmobilityId => {
  if (omobilityId === undefined) throw new RangeError("omobility_id is missing: the mobility that this is about");
  return omobilityId;
};
const newMobility = (office: PartnerOffice, to: HeiId) => {
  const proposalId = office.newId();
  return { id: `${proposalId}-mobility` as OmobilityId, from: office.heiId, to, proposalId };
};

/** The learning agreement of theirs as it is now. */
export const lookAtLa = async ({ caller }: PartnerOffice, heiId: HeiId, omobilityId: OmobilityId): Promise<WireLa | undefined> => {
  const body = await caller.call(heiId, omobilityLasV1, "get", { sending_hei_id: heiId, omobility_id: omobilityId });
  return body && readDocument(getResponse, body).las.find((la) => la.omobilityId === omobilityId);
};

/** The approval of what they propose now. */
const approvalOf = async (office: PartnerOffice, about: About): Promise<string | undefined> => {
  const [{ heiId }, omobilityId] = [about, idIn(about)];
  const proposal = (await lookAtLa(office, heiId, omobilityId))?.changesProposal;
  return proposal && writeDocument(updateRequest, { sendingHeiId: heiId, approveProposalV1: { omobilityId, changesProposalId: proposal.id, signature: signatureOf("Ragnhild Receiver") } });
};

const tellOfNomination = async ({ caller }: PartnerOffice, { heiId }: About, id: OmobilityId): Promise<void> => void await caller.call(heiId, omobilityCnrV2, "url", { omobility_id: id });
const tellOfLa: Deed = async ({ caller, heiId: own }, about) => void await caller.call(about.heiId, omobilityLaCnrV1, "url", { sending_hei_id: own, omobility_id: idIn(about) });

/** What a scripted partner can do with students; people ask for it by name (door.ts). */
export const MOBILITY_ACTS: Readonly<Record<MobilityAct, Deed>> = {
  /** Nominates a student of its own. */
  nominate: async (office, about) => {
    const mobility = newMobility(office, about.heiId);
    office.nominations.set(mobility.id, usualNomination(mobility));
    await tellOfNomination(office, about, mobility.id);
  },
  /** Changes a nomination under its proposal id, and tells of it. */
  "change-nomination": async (office, about) => {
    const known = office.nominations.get(idIn(about));
    if (!known) throw new RangeError("the partner has no such nomination");
    office.nominations.set(known.omobilityId, { ...known, nomination: inOtherField(known.nomination) });
    await tellOfNomination(office, about, known.omobilityId);
  },
  /** Proposes the first version of a learning agreement. */
  "propose-la": async (office, about) => {
    const mobility = newMobility(office, about.heiId);
    office.learningAgreements.set(mobility.id, usualLa(mobility, "Databases"));
    await tellOfLa(office, { ...about, omobilityId: mobility.id });
  },
  "notify-la": tellOfLa,
  /** Proposes another first version under the same id, as if nothing had ever been agreed. */
  "restart-la": async (office, about) => {
    const id = idIn(about);
    if (!office.learningAgreements.has(id)) throw new RangeError("the partner has no such learning agreement");
    office.learningAgreements.set(id, usualLa({ ...newMobility(office, about.heiId), id }, "Compilers"));
    await tellOfLa(office, about);
  },
  /** Approves what they propose now. */
  "approve-la": async (office, about) => {
    const approval = await approvalOf(office, about);
    if (approval !== undefined) await office.caller.call(about.heiId, omobilityLasV1, "update", approval);
  },
  /** The same approval in two requests at once. */
  "approve-la-twice": async (office, about) => {
    const approval = await approvalOf(office, about);
    if (approval !== undefined) await Promise.all([1, 2].map(() => office.caller.call(about.heiId, omobilityLasV1, "update", approval)));
  },
};
