import { badRequest } from "../../../kernel/errors.js";
import type { HeiId, OmobilityId } from "../../../kernel/ids.js";
import { type LaAnswer, servedDocument } from "../outgoing.js";
import type { LaStore } from "../ports.js";
import { answerProposal } from "../transitions/answer.js";

/** An `update` request as it came in (PROTOCOL 4.4). */
export interface ReceivedUpdate {
  /** Our institution whose address was called. */
  readonly heiId: HeiId;
  /** Institutions of the caller's key. */
  readonly callers: readonly HeiId[];
  readonly sendingHeiId: string;
  readonly omobilityId: OmobilityId;
  readonly answer: LaAnswer;
}

/**
 * Takes the answer of a receiving institution: who it is comes before what it names, so that nobody learns of others' mobilities
 * (PROTOCOL 8 row 14). Refuses with 400 and 409.
 */
export const receiveUpdates = ({ store }: { readonly store: Pick<LaStore, "outgoing" | "decideOutgoing"> }) => async ({ heiId, callers, sendingHeiId, omobilityId, answer }: ReceivedUpdate): Promise<void> => {
  if (sendingHeiId !== heiId) throw badRequest(`The sending-hei-id is not the institution of this address; expected ${heiId}.`, { code: "other-sending-hei" });
  const la = await store.outgoing(heiId, omobilityId);
  if (!la || !callers.includes(la.partnerHeiId)) throw unknown();
  await store.decideOutgoing({ heiId, partnerHeiId: la.partnerHeiId, omobilityId }, (found, now) => {
    if (!found || !(servedDocument(found) || found.rounds.length > 0)) throw unknown();
    return answerProposal(found, answer, { now, actor: "partner" });
  });
};

/** The same for what is not there and for what is not the caller's. */
const unknown = () => badRequest("There is no learning agreement with this omobility-id between the caller and this institution.", { code: "unknown-omobility" });
