import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { SelectField } from "../components/fields/select-field.js";
import { useHeiId, useInstitutions } from "../data/institution.js";
import { inLanguage } from "../data/names.js";

/** Which institution the pages are about; plain words where there is only one. */
export const InstitutionSwitch = () => {
  const { t, i18n } = useTranslation();
  const heiId = useHeiId();
  const [path, navigate] = useLocation();
  const choices = useInstitutions().map((one) => ({ id: one.heiId, label: inLanguage(one.names, i18n.language) }));
  if (choices.length < 2) return <span className="institution">{choices[0]?.label ?? heiId}</span>;
  const area = path.split("/")[3] ?? "";
  return <SelectField className="institution-switch" label={t("institution")} isLabelHidden choices={choices} value={heiId} onChange={(id) => navigate(`/hei/${encodeURIComponent(id)}/${area}`)} />;
};
