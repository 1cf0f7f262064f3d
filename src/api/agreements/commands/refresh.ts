import { heiId, iiaId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { agreementAnswer } from "../command.js";

/** Both look-ups that delivery also makes, done while the caller waits; a partner that fails is a problem with its reason. */
export const refreshAgreement = ({ agreements, catalogue }: Pick<OfficeServices, "agreements" | "catalogue">): Operation<"refreshAgreement"> => async ({ path }) => {
  const [hei, id] = [heiId(path.heiId), iiaId(path.agreementId)];
  const before = await agreements.get(hei, id);
  const { partnerHeiId, partnerIiaId } = before.agreement;
  if (partnerIiaId !== undefined) {
    await agreements.refreshCopy(hei, partnerHeiId, partnerIiaId);
    await agreements.refreshApproval(hei, partnerHeiId, id);
  }
  const after = await agreements.get(hei, id);
  const copyChanged = before.theirs?.current.version !== after.theirs?.current.version || before.theirs?.goneAt?.getTime() !== after.theirs?.goneAt?.getTime();
  const approvalChanged = before.agreement.approvalByPartner?.hash !== after.agreement.approvalByPartner?.hash;
  return { status: 200, body: { copyChanged, approvalChanged, agreement: agreementAnswer(after, catalogue).body }, revision: after.agreement.revision };
};
