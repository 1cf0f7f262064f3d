import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { PageHeader } from "../../../components/page-header.js";
import { tell } from "../../../components/toast.js";
import { api, dataOf, type Schemas } from "../../../data/api.js";
import { uuid } from "../../../data/browser.js";
import { useHeiId, useHeiPath } from "../../../data/institution.js";
import { PartnerName } from "../copy/condition-words.js";
import { useAgreementAct } from "../queries.js";
import { type Draft, draftIn, forgetDraft, keepDraft, useDraftKey } from "./draft.js";
import { newCondition } from "./new-condition.js";
import { PartnerField } from "./partner-field.js";
import { TermsEditor } from "./terms-editor.js";

const EMPTY: Draft = { terms: { owner: { contacts: [] }, partner: { contacts: [] }, conditions: [] } };

/** A new agreement: first with whom, then what. Nothing is stored at the node before it is saved. */
export const NewPage = () => {
  const { t } = useTranslation("agreements");
  const heiId = useHeiId();
  const hei = useHeiPath();
  const [, navigate] = useLocation();
  const key = useDraftKey("new");
  const [kept] = useState(() => draftIn(key));
  const [draft, setDraft] = useState<Draft>(() => kept ?? EMPTY);
  const [idempotencyKey] = useState(uuid);
  const creating = useAgreementAct(({ heiId: here }, body: Schemas["NewAgreement"]) =>
    dataOf(api.POST("/institutions/{heiId}/agreements", { params: { path: { heiId: here }, header: { "Idempotency-Key": idempotencyKey } }, body })));
  const change = (next: Draft): void => {
    setDraft(next);
    keepDraft(key, next);
  };
  const { partner } = draft;
  const pick = (picked: NonNullable<Draft["partner"]>): void => {
    const turned = draft.terms.conditions.map((one) => (one.sendingHeiId === heiId ? { ...one, receivingHeiId: picked.heiId } : { ...one, sendingHeiId: picked.heiId }));
    change({ partner: picked, terms: { ...draft.terms, conditions: turned.length === 0 ? [newCondition(heiId, picked.heiId)] : turned } });
  };
  return (
    <PartnerName value={partner}>
      <PageHeader title={t("editor.new")} above={{ label: t("title"), href: hei("agreements") }} under={t("editor.of-draft")} />
      <section className="card"><PartnerField value={partner?.heiId} onChange={pick} /></section>
      {partner !== undefined && (
        <TermsEditor
          partnerHeiId={partner.heiId} terms={draft.terms} isRestored={kept !== undefined} error={creating.error} isBusy={creating.isPending}
          onChange={(terms) => change({ ...draft, terms })} onLeave={() => { forgetDraft(key); navigate(hei("agreements")); }} onDiscard={() => { forgetDraft(key); setDraft(EMPTY); }}
          onSave={() => creating.mutate({ partnerHeiId: partner.heiId, ...draft.terms }, { onSuccess: ({ id }) => { forgetDraft(key); tell(t("editor.created")); navigate(hei("agreements", id)); } })}
        />
      )}
    </PartnerName>
  );
};
