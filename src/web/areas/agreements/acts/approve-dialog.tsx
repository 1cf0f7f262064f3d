import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../../components/confirm-dialog.js";
import { api, dataOf } from "../../../data/api.js";
import { ConditionsTable } from "../copy/conditions-table.js";
import type { Agreement } from "../model.js";
import { useAgreementAct, useComparison } from "../queries.js";

interface ApproveDialogProps {
  readonly agreement: Agreement;
  readonly onClose: () => void;
}

/** Shows what is approved, word for word, and what differs from our own copy. */
export const ApproveDialog = ({ agreement, onClose }: ApproveDialogProps) => {
  const { t } = useTranslation("agreements");
  const { heiId, id, revision, theirs } = agreement;
  const { sameForApproval, differences } = useComparison(id);
  const approving = useAgreementAct((_, _input: void) => dataOf(api.POST("/institutions/{heiId}/agreements/{agreementId}/approve", {
    params: { path: { heiId, agreementId: id }, header: { "If-Match": `"${revision}"` } }, body: { reviewedHash: theirs?.current.hash ?? "" },
  })));
  if (!theirs) return null;
  const partner = agreement.partnerName ?? agreement.partnerHeiId;
  const differing = new Set(differences.filter(({ between, nature }) => between === "sides" && nature === "substantive").map(({ field }) => field)).size;
  return (
    <ConfirmDialog title={t("approve.title", { partner })} act={t("approve.act")} done={t("approve.done")} acting={approving} onClose={onClose}>
      <p>{t(agreement.approvalByPartner?.current ? "approve.means-in-force" : "approve.means", { partner })}</p>
      {sameForApproval ? <p className="banner good">{t("approve.same")}</p> : <p className="banner us">{t("approve.differs", { count: differing })}</p>}
      <h3>{t("approve.what")}</h3>
      <ConditionsTable copy={theirs.current.copy} />
      <p className="small muted">{t("approve.hash")} <code>{theirs.current.hash}</code></p>
    </ConfirmDialog>
  );
};
