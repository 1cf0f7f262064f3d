import { useTranslation } from "react-i18next";
import { SelectField } from "../../../components/fields/select-field.js";
import { api, dataOf } from "../../../data/api.js";
import { useHeiId } from "../../../data/institution.js";
import { inLanguage } from "../../../data/names.js";
import { useAnswer } from "../../../data/queries.js";
import type { TermsCondition } from "../terms.js";
import { withField } from "../../../data/with-field.js";

interface UnitFieldProps {
  /** Which side of the condition is ours. */
  readonly side: "sendingOunitId" | "receivingOunitId";
  readonly condition: TermsCondition;
  readonly onChange: (condition: TermsCondition) => void;
}

/** One of our own units, or the institution as a whole. The partner says which of its units it means in its own copy. */
export const UnitField = ({ side, condition, onChange }: UnitFieldProps) => {
  const { t, i18n } = useTranslation("agreements");
  const heiId = useHeiId();
  const units = useAnswer(["hei", heiId, "units"], (signal) => dataOf(api.GET("/institutions/{heiId}/units", { params: { path: { heiId } }, signal }))).items;
  const choices = [{ id: "", label: t("field.unit.whole") }, ...units.map(({ id, names }) => ({ id, label: inLanguage(names, i18n.language) || id }))];
  return <SelectField label={t("field.unit.label")} description={t("field.unit.help")} choices={choices} value={condition[side] ?? ""} onChange={(id) => onChange(withField(condition, side, id))} />;
};
