import type { FetchedCopy, PartnerAgreements } from "../../../domain/agreements/ports.js";
import { PartnerFailure } from "../../../domain/partner-failure.js";
import type { HeiId, IiaId } from "../../../kernel/ids.js";
import { parseXml } from "../../../xml/parse.js";
import type { Answer, Calls } from "../../runtime/call.js";
import { iiasV7 } from "./api.js";
import type { getResponse, WireIia } from "./documents.js";
import { iiaHashes } from "./hash.js";
import { fromWireIia } from "./mapping.js";

/** Agreements as the partner serves them to us (PROTOCOL 5.8). One id per call, since a termination counts document-wide in the hash. */
export const iiasV7Client = ({ call }: Calls): Pick<PartnerAgreements, "fetch" | "index"> => ({
  fetch: async (heiId, partnerHeiId, iiaId) => {
    const answer = await call({ from: heiId, to: partnerHeiId }, iiasV7, "get", { iiaIds: [iiaId] });
    const iia = answer.value.iias.find(({ partners }) => partners[0]?.iiaId === iiaId);
    if (!iia) return undefined;
    requireParties(iia, { heiId, partnerHeiId, exchangeId: answer.exchangeId });
    return toFetchedCopy(iiaId, iia, answer);
  },
  index: async (heiId, partnerHeiId, since) => {
    const { value } = await call({ from: heiId, to: partnerHeiId }, iiasV7, "index", { modifiedSince: since });
    return [...new Set(value.iiaIds)];
  },
});

const toFetchedCopy = (iiaId: IiaId, iia: WireIia, { body, exchangeId }: Answer<typeof getResponse>): FetchedCopy => {
  const hashed = iiaHashes(parseXml(body)).find((hash) => hash.iiaId === iiaId);
  if (!hashed) throw new RangeError("the document that was read names the agreement");
  const { hash, validForApproval } = hashed;
  return { iiaId, copy: fromWireIia(iia), hash, declaredHash: iia.iiaHash, validForApproval, exchangeId };
};

/** The first partner is the serving institution, the second is us (PROTOCOL 8 row 18). */
const requireParties = ({ partners }: WireIia, { heiId, partnerHeiId, exchangeId }: { heiId: HeiId; partnerHeiId: HeiId; exchangeId: string }): void => {
  if (partners[0]?.heiId === partnerHeiId && partners[1]?.heiId === heiId) return;
  throw new PartnerFailure({
    reason: "The partner's agreement does not name the serving institution first and ours second, as the protocol asks. Its provider has to repair this.",
    retry: false,
    exchangeId,
  });
};
