import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useParams } from "wouter";
import { ActButton } from "../../../components/act-button.js";
import { PageHeader } from "../../../components/page-header.js";
import { tell } from "../../../components/toast.js";
import { api, dataOf } from "../../../data/api.js";
import { uuid } from "../../../data/browser.js";
import { useHeiPath } from "../../../data/institution.js";
import { decoded, fullName } from "../../mobilities/words.js";
import type { Form, Outgoing } from "../model.js";
import { useInstitutionAct, useOutgoing } from "../queries.js";
import { NominationForm } from "./nomination-form.js";

const formOf = ({ student, nomination: { proposalId: _id, sendingIiaId, receivingIiaId: _theirs, ...nomination } }: Outgoing): Form => ({ student, nomination, ...(sendingIiaId !== undefined && { agreementId: sendingIiaId }) });

/** A nomination in the form: to change it, or to cancel it and make a new one in its place. */
export const EditPage = ({ isReplacement }: { readonly isReplacement: boolean }) => {
  const { t } = useTranslation("nominations");
  const { omobilityId: coded } = useParams<{ readonly omobilityId: string }>();
  const one = useOutgoing(decoded(coded));
  const hei = useHeiPath();
  const [, navigate] = useLocation();
  const [key] = useState(uuid);
  const [begun, setBegun] = useState({ revision: one.revision, form: formOf(one) });
  const { heiId, id: omobilityId } = one;
  const ifMatch = { "If-Match": `"${begun.revision}"` };
  const path = { heiId, omobilityId };
  const saving = useInstitutionAct((form: Form) => dataOf(isReplacement
    ? api.POST("/institutions/{heiId}/outgoing-nominations/{omobilityId}/replace", { params: { path, header: { ...ifMatch, "Idempotency-Key": key } }, body: form })
    : api.PUT("/institutions/{heiId}/outgoing-nominations/{omobilityId}", { params: { path, header: ifMatch }, body: form })));
  const name = fullName(one.student);
  const here = hei("nominations", "outgoing", omobilityId);
  return (
    <>
      <PageHeader title={t(isReplacement ? "form.replace" : "form.edit", { name })} above={{ label: name, href: here }} under={t(isReplacement ? "form.of-replacement" : one.status === "draft" ? "form.of-draft" : "form.of-sent")} />
      {begun.revision !== one.revision && <div className="banner us line"><span>{t("form.changed-elsewhere")}</span><span className="spacer" /><ActButton onPress={() => { saving.reset(); setBegun({ revision: one.revision, form: formOf(one) }); }}>{t("form.take-theirs")}</ActButton><ActButton onPress={() => { saving.reset(); setBegun({ ...begun, revision: one.revision }); }}>{t("form.keep-mine")}</ActButton></div>}
      <NominationForm
        partnerHeiId={one.partnerHeiId} form={begun.form} error={saving.error} isBusy={saving.isPending} save={t(isReplacement ? "form.save-replacement" : "form.save")}
        onChange={(form) => setBegun({ ...begun, form })} onLeave={() => navigate(here)}
        onSave={() => saving.mutate(begun.form, { onSuccess: ({ id }) => { tell(t("form.saved")); navigate(hei("nominations", "outgoing", id)); } })}
      />
    </>
  );
};
