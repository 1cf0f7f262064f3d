import { actorOf } from "../../../domain/access/caller.js";
import { scopesOnUnits } from "../../../domain/access/on-units.js";
import type { ApprovalResult } from "../../../domain/agreements/service/approve-identical.js";
import { statusOf } from "../../../domain/agreements/status.js";
import { heiId, iiaId } from "../../../kernel/ids.js";
import type { Operation, Schema } from "../../operation.js";
import { presentRefusal } from "../../problems/one-of-many.js";
import type { OfficeServices } from "../../services.js";

/** Approves copies that are identical to ours; what is refused leaves the others alone. */
export const approveAgreements = ({ agreements }: Pick<OfficeServices, "agreements">): Operation<"approveAgreements"> => async ({ path, body, caller }) => {
  const hei = heiId(path.heiId);
  const items = body.items.map(({ agreementId, partnerHash }) => ({ id: iiaId(agreementId), partnerHash }));
  const results = await agreements.approveIdentical({ heiId: hei, items, actor: actorOf(caller), scopesOn: scopesOnUnits(caller, hei) });
  return { status: 200, body: { items: results.map(present) } };
};

const present = (result: ApprovalResult): Schema<"ApprovedAgreements">["items"][number] =>
  "pair" in result
    ? { agreementId: result.id, approved: true, status: statusOf(result.pair), revision: result.pair.agreement.revision }
    : { agreementId: result.id, approved: false, refusal: presentRefusal(result.refusal) };
