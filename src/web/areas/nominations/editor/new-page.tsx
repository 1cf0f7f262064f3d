import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { PageHeader } from "../../../components/page-header.js";
import { tell } from "../../../components/toast.js";
import { academicYearsAround } from "../../../data/academic-years.js";
import { api, dataOf } from "../../../data/api.js";
import { uuid } from "../../../data/browser.js";
import { useHeiId, useHeiPath } from "../../../data/institution.js";
import { PartnerField } from "../../agreements/editor/partner-field.js";
import type { Form } from "../model.js";
import { useInstitutionAct } from "../queries.js";
import { NominationForm } from "./nomination-form.js";

const fresh = (): Form => ({
  student: { givenNames: [{ text: "" }], familyNames: [{ text: "" }], globalId: "", birthDate: "", nationality: "", gender: 0, email: "" },
  nomination: { receivingAcademicYear: academicYearsAround(0, 1)[1] ?? "", activity: "long-term", agreementIscedFCode: "", eqfLevel: 6, nomineeIscedFCode: "" },
});

/** A new nomination: first to whom, then who and for what. It is a draft until it is sent. */
export const NewPage = () => {
  const { t } = useTranslation("nominations");
  const heiId = useHeiId();
  const hei = useHeiPath();
  const [, navigate] = useLocation();
  const [partnerHeiId, setPartner] = useState<string>();
  const [form, setForm] = useState(fresh);
  const [key] = useState(uuid);
  const creating = useInstitutionAct((partner: string) => dataOf(api.POST("/institutions/{heiId}/outgoing-nominations", { params: { path: { heiId }, header: { "Idempotency-Key": key } }, body: { partnerHeiId: partner, ...form } })));
  return (
    <>
      <PageHeader title={t("form.new")} above={{ label: t("parts.outgoing"), href: hei("nominations", "outgoing") }} under={t("form.of-draft")} />
      <section className="card"><PartnerField value={partnerHeiId} onChange={({ heiId: partner }) => { setPartner(partner); setForm(({ agreementId: _other, ...rest }) => rest); }} /></section>
      {partnerHeiId !== undefined && (
        <NominationForm
          partnerHeiId={partnerHeiId} form={form} error={creating.error} isBusy={creating.isPending} save={t("form.save")} onChange={setForm} onLeave={() => navigate(hei("nominations", "outgoing"))}
          onSave={() => creating.mutate(partnerHeiId, { onSuccess: ({ id }) => { tell(t("form.created")); navigate(hei("nominations", "outgoing", id)); } })}
        />
      )}
    </>
  );
};
