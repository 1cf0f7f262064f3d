import { useTranslation } from "react-i18next";
import { ChoiceField } from "../../../components/fields/choice-field.js";
import { SelectField } from "../../../components/fields/select-field.js";
import { TextField } from "../../../components/fields/text-field.js";
import { academicYearsAround } from "../../../data/academic-years.js";
import { api, dataOf } from "../../../data/api.js";
import { useHeiId } from "../../../data/institution.js";
import { useIsced } from "../../../data/isced.js";
import { inLanguage } from "../../../data/names.js";
import { useAnswer } from "../../../data/queries.js";
import { withField } from "../../../data/with-field.js";
import { ACTIVITIES, type Form } from "../model.js";
import type { ErrorOf } from "./checks.js";

interface TermsFieldsProps {
  readonly partnerHeiId: string;
  readonly form: Form;
  readonly errorOf: ErrorOf;
  readonly onChange: (form: Form) => void;
}

const LEVELS = ["5", "6", "7", "8"] as const;

/** Where the student goes, when, and for what. */
export const TermsFields = ({ partnerHeiId, form, errorOf, onChange }: TermsFieldsProps) => {
  const { t } = useTranslation("nominations");
  const { t: agreements } = useTranslation("agreements");
  const { choices } = useIsced();
  const { nomination } = form;
  const put = (name: keyof Form["nomination"], value: string | number | undefined): void => onChange({ ...form, nomination: withField(nomination, name, value) });
  const words = (field: keyof Form["nomination"]) => ({ label: t(`terms.${field}.label`), description: t(`terms.${field}.help`), error: errorOf(`nomination.${field}`) });
  const year = nomination.receivingAcademicYear;
  const years = [...new Set([year, ...academicYearsAround(1, 3)])].sort().map((id) => ({ id, label: id }));
  const terms = [{ id: "", label: t("terms.other-period") }, ...[...new Set([nomination.term, `${year}-1/2`, `${year}-2/2`, `${year}-1/1`])].flatMap((id) => (id === undefined ? [] : [{ id, label: id }]))];
  return (
    <section className="card" aria-labelledby="terms-fields">
      <h2 id="terms-fields">{t("terms.title")}</h2>
      <div className="fields">
        <AgreementField partnerHeiId={partnerHeiId} value={form.agreementId} error={errorOf("agreementId")} onChange={(agreementId) => onChange(withField(form, "agreementId", agreementId))} />
        <SelectField {...words("receivingAcademicYear")} choices={years} value={year} onChange={(value) => put("receivingAcademicYear", value)} isRequired />
        <SelectField {...words("term")} choices={terms} value={nomination.term ?? ""} onChange={(value) => put("term", value)} />
        <SelectField {...words("activity")} choices={ACTIVITIES.map((id) => ({ id, label: t(`activity.${id}`) }))} value={nomination.activity} onChange={(value) => put("activity", value)} isRequired />
        <SelectField {...words("eqfLevel")} choices={LEVELS.map((id) => ({ id, label: agreements(`eqf.${id}`) }))} value={String(nomination.eqfLevel) as "6"} onChange={(value) => put("eqfLevel", Number(value))} isRequired />
        <ChoiceField {...words("agreementIscedFCode")} choices={choices} value={nomination.agreementIscedFCode || undefined} onChange={(code) => put("agreementIscedFCode", code)} isRequired />
        <ChoiceField {...words("nomineeIscedFCode")} choices={choices} value={nomination.nomineeIscedFCode || undefined} onChange={(code) => put("nomineeIscedFCode", code)} isRequired />
        <OurUnitField value={nomination.sendingOunitId} error={errorOf("nomination.sendingOunitId")} onChange={(id) => put("sendingOunitId", id)} />
        <TextField {...words("receivingOunitId")} value={nomination.receivingOunitId ?? ""} onChange={(id) => put("receivingOunitId", id)} />
        <div className="whole"><TextField {...words("comment")} rows={2} maxLength={4000} value={nomination.comment ?? ""} onChange={(text) => put("comment", text)} /></div>
      </div>
    </section>
  );
};

interface IdFieldProps {
  readonly value: string | undefined;
  readonly error: string | undefined;
  readonly onChange: (id: string) => void;
}

/** Agreements in force with the partner; with one only, the node finds it itself. */
const AgreementField = ({ partnerHeiId, value, error, onChange }: IdFieldProps & { readonly partnerHeiId: string }) => {
  const { t } = useTranslation("nominations");
  const heiId = useHeiId();
  const inForce = useAnswer(["hei", heiId, "agreements", "with", partnerHeiId], (signal) => dataOf(api.GET("/institutions/{heiId}/agreements", { params: { path: { heiId }, query: { partner: partnerHeiId, status: ["in-force", "modified"], limit: 100 } }, signal }))).items;
  return <SelectField label={t("terms.agreement.label")} description={t("terms.agreement.help")} error={error} choices={[{ id: "", label: t("terms.agreement.any") }, ...inForce.map(({ id, iiaCode }) => ({ id, label: iiaCode ?? id }))]} value={value ?? ""} onChange={onChange} />;
};

const OurUnitField = ({ value, error, onChange }: IdFieldProps) => {
  const { t, i18n } = useTranslation("nominations");
  const heiId = useHeiId();
  const units = useAnswer(["hei", heiId, "units"], (signal) => dataOf(api.GET("/institutions/{heiId}/units", { params: { path: { heiId } }, signal }))).items;
  return <SelectField label={t("terms.sendingOunitId.label")} description={t("terms.sendingOunitId.help")} error={error} choices={[{ id: "", label: t("terms.whole") }, ...units.map(({ id, names }) => ({ id, label: inLanguage(names, i18n.language) || id }))]} value={value ?? ""} onChange={onChange} />;
};
