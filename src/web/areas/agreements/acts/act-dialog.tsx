import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { ConfirmDialog } from "../../../components/confirm-dialog.js";
import { CheckField } from "../../../components/fields/check-field.js";
import { useHeiPath } from "../../../data/institution.js";
import type { Agreement } from "../model.js";
import { useAgreementAct } from "../queries.js";
import type { AgreementAct } from "./acts.js";

interface ActDialogProps {
  readonly agreement: Agreement;
  readonly act: AgreementAct;
  readonly onClose: () => void;
}

/** Says what follows from an act, and does it. */
export const ActDialog = ({ agreement, act: { name, perform, isDanger = false, hasPromise = false }, onClose }: ActDialogProps) => {
  const { t } = useTranslation("agreements");
  const [isPromised, promise] = useState(false);
  const [, navigate] = useLocation();
  const hei = useHeiPath();
  const acting = useAgreementAct((_, _input: void) => perform(agreement));
  const partner = agreement.partnerName ?? agreement.partnerHeiId;
  return (
    <ConfirmDialog title={t(`acts.${name}.title`)} act={t(`acts.${name}.act`)} done={t(`acts.${name}.done`)} isDanger={isDanger} isBlocked={hasPromise && !isPromised} acting={acting} onClose={onClose} {...(name === "delete" && { onDone: () => navigate(hei("agreements")) })}>
      <p>{t(`acts.${name}.means`, { partner })}</p>
      {hasPromise && <CheckField label={t("acts.terminate.promise")} isSelected={isPromised} onChange={promise} />}
    </ConfirmDialog>
  );
};
