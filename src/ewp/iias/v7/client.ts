import type { FetchedCopy, PartnerAgreements } from "../../../domain/agreements/ports.js";
import { PartnerFailure } from "../../../domain/partner-failure.js";
import type { IiaId } from "../../../kernel/ids.js";
import { parseXml } from "../../../xml/parse.js";
import type { Answer, Calls } from "../../runtime/call.js";
import { iiasV7 } from "./api.js";
import type { getResponse, WireIia } from "./documents.js";
import { iiaHashes } from "./hash.js";
import { fromWireIia } from "./mapping.js";

type Got = Answer<typeof getResponse>;

/** Agreements as the partner serves them to us (PROTOCOL 5.8). One id per call, since a termination counts document-wide in the hash. */
export const iiasV7Client = ({ call }: Calls): Pick<PartnerAgreements, "fetch" | "index"> => ({
  fetch: async (heiId, partnerHeiId, iiaId) => {
    const answer = await call({ from: heiId, to: partnerHeiId }, iiasV7, "get", { iiaIds: [iiaId] });
    const { iias } = answer.value;
    // Only an answer without any agreement says that it is gone: what cannot be understood must not end an agreement.
    if (iias.length === 0) return undefined;
    const iia = iias.find(({ partners }) => partners[0]?.iiaId === iiaId);
    if (iia?.partners[0]?.heiId === partnerHeiId && iia.partners[1]?.heiId === heiId) return toFetchedCopy(iiaId, iia, answer);
    throw failure(iias.some(({ partners }) => partners.some((partner) => partner.iiaId === iiaId)) ? WRONG_PARTIES : OTHER_AGREEMENT, answer);
  },
  index: async (heiId, partnerHeiId, since) => {
    const { value } = await call({ from: heiId, to: partnerHeiId }, iiasV7, "index", { modifiedSince: since });
    return [...new Set(value.iiaIds)];
  },
});

const toFetchedCopy = (iiaId: IiaId, iia: WireIia, answer: Got): FetchedCopy => {
  const hashed = iiaHashes(parseXml(answer.body)).find((hash) => hash.iiaId === iiaId);
  // The hash looks at names only, so a partner of another namespace can hide the real one from it.
  if (!hashed) throw failure(WRONG_PARTIES, answer);
  const { hash, validForApproval } = hashed;
  return { iiaId, copy: fromWireIia(iia), hash, declaredHash: iia.iiaHash, validForApproval, exchangeId: answer.exchangeId };
};

/** The first partner is the serving institution, the second is us (PROTOCOL 8 row 18). */
const WRONG_PARTIES = "The partner's agreement does not name the serving institution first, with its id, and ours second, as the protocol asks. Its provider has to repair this.";
const OTHER_AGREEMENT = "The partner answered with an agreement that was not asked for. Its provider has to repair this.";

const failure = (reason: string, { exchangeId }: Got): PartnerFailure => new PartnerFailure({ reason, retry: false, exchangeId });
