import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useParams } from "wouter";
import { PageHeader } from "../../../components/page-header.js";
import { tell } from "../../../components/toast.js";
import { api, dataOf } from "../../../data/api.js";
import { useHeiPath } from "../../../data/institution.js";
import { Refused } from "../../../data/refused.js";
import { PartnerName } from "../copy/condition-words.js";
import type { Terms } from "../model.js";
import { useAgreement, useAgreementAct, useKeepAgreement } from "../queries.js";
import { termsOf } from "../terms.js";
import { Conflict } from "./conflict.js";
import { type Draft, draftIn, forgetDraft, keepDraft, useDraftKey } from "./draft.js";
import { TermsEditor } from "./terms-editor.js";

/** Our copy in the editor. */
export const EditPage = () => {
  const { t } = useTranslation("agreements");
  const { agreementId: coded = "" } = useParams<{ readonly agreementId: string }>();
  const agreementId = decodeURIComponent(coded);
  const agreement = useAgreement(agreementId);
  const hei = useHeiPath();
  const [, navigate] = useLocation();
  const key = useDraftKey(agreementId);
  const [kept] = useState(() => draftIn(key));
  const fresh = (): Draft => ({ base: { revision: agreement.revision, terms: termsOf(agreement.mine.copy) }, terms: termsOf(agreement.mine.copy) });
  const [draft, setDraft] = useState<Draft>(() => kept ?? fresh());
  const keep = useKeepAgreement();
  const { heiId, partnerHeiId, partnerName } = agreement;
  const revision = draft.base?.revision ?? agreement.revision;
  const saving = useAgreementAct((_, terms: Terms) => dataOf(api.PUT("/institutions/{heiId}/agreements/{agreementId}", { params: { path: { heiId, agreementId }, header: { "If-Match": `"${revision}"` } }, body: terms })));
  const change = (next: Draft): void => {
    setDraft(next);
    keepDraft(key, next);
  };
  const back = hei("agreements", agreementId, "overview");
  const leave = (): void => {
    forgetDraft(key);
    navigate(back);
  };
  const isConflict = saving.error instanceof Refused && saving.error.status === 412;
  return (
    <PartnerName value={{ heiId: partnerHeiId, name: partnerName ?? partnerHeiId }}>
      <PageHeader title={t("editor.title", { partner: partnerName ?? partnerHeiId })} above={{ label: partnerName ?? partnerHeiId, href: back }} under={t(agreement.stage === "draft" ? "editor.of-draft" : "editor.of-shared")} />
      {(isConflict || revision !== agreement.revision) && <Conflict agreement={agreement} draft={draft} onMerged={(next) => { saving.reset(); change(next); }} />}
      <TermsEditor
        partnerHeiId={partnerHeiId} terms={draft.terms} isRestored={kept !== undefined} error={isConflict ? null : saving.error} isBusy={saving.isPending}
        onChange={(terms) => change({ ...draft, terms })} onLeave={leave} onDiscard={() => { forgetDraft(key); setDraft(fresh()); }}
        onSave={() => saving.mutate(draft.terms, { onSuccess: (saved) => { keep(saved); tell(t("editor.saved")); leave(); } })}
      />
    </PartnerName>
  );
};
