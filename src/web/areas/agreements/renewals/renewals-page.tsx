import { Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { SelectField } from "../../../components/fields/select-field.js";
import { PageHeader } from "../../../components/page-header.js";
import { Loading } from "../../../components/progress.js";
import { useHeiPath, useMay } from "../../../data/institution.js";
import { academicYearsAround } from "../../../data/academic-years.js";
import { CampaignCard } from "./campaign-card.js";
import { ChoiceCard } from "./choice-card.js";
import { useProgramme } from "./questions.js";

/** A campaign: agreements in force become drafts for the next programme, and it is seen how far each is. */
export const RenewalsPage = () => {
  const { t } = useTranslation("renewals");
  const hei = useHeiPath();
  const may = useMay();
  const { programme, choose } = useProgramme();
  const { firstAcademicYear, lastAcademicYear } = programme;
  const years = useMemo(() => [...new Set([...academicYearsAround(0, 14), firstAcademicYear, lastAcademicYear])].sort().map((year) => ({ id: year, label: year })), [firstAcademicYear, lastAcademicYear]);
  const key = `${firstAcademicYear} ${lastAcademicYear}`;
  return (
    <>
      <PageHeader title={t("title")} above={{ label: t("above"), href: hei("agreements") }} under={t("means")} />
      <div className="filters">
        <SelectField label={t("first")} choices={years} value={firstAcademicYear} onChange={(first) => choose({ ...programme, firstAcademicYear: first })} />
        <SelectField label={t("last")} choices={years.filter(({ id }) => id >= firstAcademicYear)} value={lastAcademicYear} onChange={(last) => choose({ ...programme, lastAcademicYear: last })} />
      </div>
      <Suspense fallback={<Loading />}><CampaignCard key={key} programme={programme} /></Suspense>
      {may("agreements:write") && <ChoiceCard key={`choice ${key}`} programme={programme} />}
    </>
  );
};
