import type { PartnerAgreements } from "../../../domain/agreements/ports.js";
import { given } from "../../../kernel/given.js";
import type { Calls } from "../../runtime/call.js";
import { iiasApprovalV2 } from "./api.js";

/** What the partner approved of our copy; the exchange proves either answer (PROTOCOL 6.3). */
export const iiasApprovalV2Client = ({ call }: Calls): Pick<PartnerAgreements, "approval"> => ({
  approval: async (heiId, partnerHeiId, ourIiaId) => {
    const { value, exchangeId } = await call({ from: heiId, to: partnerHeiId }, iiasApprovalV2, "url", { iiaIds: [ourIiaId] });
    const found = value.approvals.find(({ iiaId }) => iiaId === ourIiaId);
    return found ? { exchangeId, hash: found.iiaHash, ...given({ pdfFileId: found.pdfFile }) } : { exchangeId };
  },
});
