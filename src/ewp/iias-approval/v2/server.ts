import type { AgreementStore } from "../../../domain/agreements/ports.js";
import { given } from "../../../kernel/given.js";
import { serve } from "../../runtime/serve.js";
import { iiasApprovalV2 } from "./api.js";

/** The hashes that were verified and stored when we approved, never recomputed here (PROTOCOL 5.10); only for the partner itself. */
export const serveIiasApprovalV2 = serve(iiasApprovalV2, ({ agreements }: { readonly agreements: Pick<AgreementStore, "approvalsOf"> }) => ({
  url: async ({ heiId, params, requester }) => {
    const ids = [...new Set(params.iiaIds)];
    const approved = (await Promise.all(requester.heiIds.map((partner) => agreements.approvalsOf(heiId, partner, ids)))).flat();
    // In the order asked for: the same question gets the same bytes.
    const approvals = ids.flatMap((id) => approved.filter(({ partnerIiaId }) => partnerIiaId === id));
    return { approvals: approvals.map(({ partnerIiaId, hash, pdfFileId }) => ({ iiaId: partnerIiaId, iiaHash: hash, ...given({ pdfFile: pdfFileId }) })) };
  },
}));
