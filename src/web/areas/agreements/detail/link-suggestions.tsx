import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActButton } from "../../../components/act-button.js";
import { ConfirmDialog } from "../../../components/confirm-dialog.js";
import { api, dataOf } from "../../../data/api.js";
import { useMay } from "../../../data/institution.js";
import type { Agreement } from "../model.js";
import { useAgreementAct, useSuggestions } from "../queries.js";

/** Copies of the partner that may be the same agreement; linking is a person's step. */
export const LinkSuggestions = ({ agreement }: { readonly agreement: Agreement }) => {
  const { t } = useTranslation("agreements");
  const may = useMay();
  const suggestions = useSuggestions(agreement.id);
  const [picked, pick] = useState<string>();
  if (suggestions.length === 0) return null;
  return (
    <section className="card" aria-labelledby="suggestions">
      <h2 id="suggestions">{t("link.title")}</h2>
      <p className="muted">{t("link.text")}</p>
      <ul className="rows">
        {suggestions.map(({ partnerIiaId, iiaCode, score, reasons }) => (
          <li key={partnerIiaId} className="rows-item">
            <div><strong>{iiaCode ?? partnerIiaId}</strong> <span className="muted">{t("link.score", { score: Math.round(score) })}</span><p className="small muted" lang="en">{reasons.join(" ")}</p></div>
            {may("agreements:write") && <ActButton aria-label={t("link.act-of", { code: iiaCode ?? partnerIiaId })} onPress={() => pick(partnerIiaId)}>{t("link.act")}</ActButton>}
          </li>
        ))}
      </ul>
      {picked !== undefined && <LinkDialog agreement={agreement} partnerIiaId={picked} onClose={() => pick(undefined)} />}
    </section>
  );
};

interface LinkDialogProps {
  readonly agreement: Agreement;
  readonly partnerIiaId: string;
  readonly onClose: () => void;
}

export const LinkDialog = ({ agreement: { heiId, id, revision, partnerName, partnerHeiId }, partnerIiaId, onClose }: LinkDialogProps) => {
  const { t } = useTranslation("agreements");
  const linking = useAgreementAct((_, _input: void) => dataOf(api.POST("/institutions/{heiId}/agreements/{agreementId}/link", { params: { path: { heiId, agreementId: id }, header: { "If-Match": `"${revision}"` } }, body: { partnerIiaId } })));
  return (
    <ConfirmDialog title={t("link.dialog")} act={t("link.act")} done={t("link.done")} acting={linking} onClose={onClose}>
      <p>{t("link.means", { partner: partnerName ?? partnerHeiId })}</p>
    </ConfirmDialog>
  );
};
