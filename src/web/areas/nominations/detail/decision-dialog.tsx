import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../../components/confirm-dialog.js";
import { Facts } from "../../../components/facts.js";
import { TextField } from "../../../components/fields/text-field.js";
import { api, dataOf } from "../../../data/api.js";
import { fullName } from "../../mobilities/words.js";
import type { Incoming } from "../model.js";
import { useInstitutionAct } from "../queries.js";
import { useTermsRows } from "./terms-card.js";

interface DecisionDialogProps {
  readonly one: Incoming;
  readonly decision: "approve" | "reject";
  readonly onClose: () => void;
}

const AT = "/institutions/{heiId}/incoming-nominations/{partnerHeiId}/{omobilityId}";

/** Shows what is decided on, says what follows, and decides; a rejection needs its reason. */
export const DecisionDialog = ({ one, decision, onClose }: DecisionDialogProps) => {
  const { t } = useTranslation("nominations");
  const [comment, setComment] = useState("");
  const { heiId, partnerHeiId, partnerName, id, revision, current: { nomination, student } } = one;
  const { proposalId } = nomination;
  const params = { path: { heiId, partnerHeiId, omobilityId: id }, header: { "If-Match": `"${revision}"` } };
  const deciding = useInstitutionAct((_input: void) => dataOf(decision === "approve" ? api.POST(`${AT}/approve`, { params, body: { proposalId } }) : api.POST(`${AT}/reject`, { params, body: { proposalId, comment: comment.trim() } })));
  const words = { partner: partnerName ?? partnerHeiId, student: fullName(student) };
  return (
    <ConfirmDialog title={t(`acts.${decision}.title`, words)} act={t(`acts.${decision}.act`)} done={t(`acts.${decision}.done`)} isDanger={decision === "reject"} isBlocked={decision === "reject" && comment.trim() === ""} acting={deciding} onClose={onClose}>
      <p>{t(`acts.${decision}.means`, words)}</p>
      <Facts rows={useTermsRows(nomination)} />
      {decision === "reject" && <TextField label={t("acts.reject.comment")} description={t("acts.reject.comment-help")} rows={3} maxLength={4000} value={comment} onChange={setComment} isRequired />}
    </ConfirmDialog>
  );
};
