import { CheckboxGroup, Label } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { ActButton } from "../../../components/act-button.js";
import { CheckField } from "../../../components/fields/check-field.js";
import { NumberField } from "../../../components/fields/number-field.js";
import { SelectField } from "../../../components/fields/select-field.js";
import { TextField } from "../../../components/fields/text-field.js";
import { useHeiId } from "../../../data/institution.js";
import { academicYearsAround } from "../../../data/academic-years.js";
import { useConditionWords } from "../copy/condition-words.js";
import type { TermsCondition } from "../terms.js";
import { withField } from "../../../data/with-field.js";
import { type ErrorOf, fitToKind, isStudentKind } from "./checks.js";
import { LanguageList } from "./language-list.js";
import { SubjectAreaList } from "./subject-area-list.js";
import { UnitField } from "./unit-field.js";

interface ConditionEditorProps {
  readonly at: number;
  readonly condition: TermsCondition;
  readonly partnerHeiId: string;
  readonly errorOf: ErrorOf;
  readonly onChange: (condition: TermsCondition) => void;
  readonly onRemove: () => void;
  /** Add the same in the other direction. */
  readonly onCopy: () => void;
}

const KINDS: readonly TermsCondition["kind"][] = ["student-studies", "student-traineeship", "staff-teacher", "staff-training"];
const EQF = [5, 6, 7, 8] as const;

/** One direction of one kind of mobility: only the fields that its kind has. */
export const ConditionEditor = ({ at, condition, partnerHeiId, errorOf, onChange, onRemove, onCopy }: ConditionEditorProps) => {
  const { t } = useTranslation("agreements");
  const { t: common } = useTranslation();
  const heiId = useHeiId();
  const { nameOf } = useConditionWords();
  const path = `conditions[${at}]`;
  const isStudent = isStudentKind(condition.kind);
  const set = (changes: Partial<TermsCondition>): void => onChange({ ...condition, ...changes });
  const words = (field: "mobilitiesPerYear" | "totalMonthsPerYear" | "totalDaysPerYear" | "otherInfoTerms") => ({ label: t(`field.${field}.label`), description: t(`field.${field}.help`), error: errorOf(`${path}.${field}`) });
  const amount = isStudent ? "totalMonthsPerYear" : "totalDaysPerYear";
  return (
    <section className="card" aria-labelledby={`condition-${at}`}>
      <div className="card-head">
        <h2 id={`condition-${at}`}>{t("editor.condition", { number: at + 1 })}</h2>
        <span className="line"><ActButton look="quiet" onPress={onCopy}>{t("editor.mirror")}</ActButton><ActButton look="quiet" aria-label={common("remove-of", { what: t("editor.condition", { number: at + 1 }) })} onPress={onRemove}>{common("remove")}</ActButton></span>
      </div>
      <div className="fields">
        <SelectField label={t("field.kind.label")} description={t("field.kind.help")} choices={KINDS.map((id) => ({ id, label: t(`kind.${id}`) }))} value={condition.kind} onChange={(kind) => onChange(fitToKind({ ...condition, kind }))} />
        <SelectField
          className="double" label={t("field.direction.label")} description={t("field.direction.help")} value={condition.sendingHeiId === heiId ? "out" : "in"}
          choices={[{ id: "out", label: `${nameOf(heiId)} → ${nameOf(partnerHeiId)}` }, { id: "in", label: `${nameOf(partnerHeiId)} → ${nameOf(heiId)}` }]}
          onChange={(direction) => set(direction === "out" ? { sendingHeiId: heiId, receivingHeiId: partnerHeiId } : { sendingHeiId: partnerHeiId, receivingHeiId: heiId })}
        />
        <YearField name="firstAcademicYear" condition={condition} errorOf={errorOf} path={path} onChange={set} />
        <YearField name="lastAcademicYear" condition={condition} errorOf={errorOf} path={path} onChange={set} />
        <NumberField {...words("mobilitiesPerYear")} value={condition.mobilitiesPerYear} minValue={1} maxValue={100_000} onChange={(mobilitiesPerYear) => set({ mobilitiesPerYear })} isRequired />
        <TextField {...words(amount)} inputMode="decimal" value={condition[amount] ?? ""} onChange={(text) => onChange(withField(condition, amount, text.replace(",", ".").trim()))} />
        <SubjectAreaList condition={condition} path={path} errorOf={errorOf} onChange={set} />
        <LanguageList condition={condition} path={path} errorOf={errorOf} onChange={set} />
        {isStudent && (
          <CheckboxGroup className="field whole" value={(condition.eqfLevels ?? []).map(String)} onChange={(levels) => set({ eqfLevels: levels.map(Number).sort() })}>
            <Label className="label">{t("field.eqfLevels.label")}</Label>
            <div className="checks">{EQF.map((level) => <CheckField key={level} value={String(level)} label={t(`eqf.${level}`)} />)}</div>
            <p className="description">{t("field.eqfLevels.help")}</p>
          </CheckboxGroup>
        )}
        {isStudent && <div className="whole"><CheckField label={t("field.blended.help")} isSelected={condition.blended ?? false} onChange={(blended) => set({ blended })} /></div>}
        <UnitField side={condition.sendingHeiId === heiId ? "sendingOunitId" : "receivingOunitId"} condition={condition} onChange={onChange} />
        <div className="whole"><TextField {...words("otherInfoTerms")} rows={2} value={condition.otherInfoTerms ?? ""} onChange={(text) => onChange(withField(condition, "otherInfoTerms", text))} /></div>
      </div>
    </section>
  );
};

interface YearFieldProps {
  readonly name: "firstAcademicYear" | "lastAcademicYear";
  readonly condition: TermsCondition;
  readonly path: string;
  readonly errorOf: ErrorOf;
  readonly onChange: (changes: Partial<TermsCondition>) => void;
}

const YearField = ({ name, condition, path, errorOf, onChange }: YearFieldProps) => {
  const { t } = useTranslation("agreements");
  const present = condition[name];
  const isSouthern = /^(\d{4})\/\1$/.test(present);
  const around = academicYearsAround(4, 9).map((year) => (isSouthern ? `${year.slice(0, 4)}/${year.slice(0, 4)}` : year));
  const years = around.includes(present) ? around : [present, ...around].sort();
  return <SelectField label={t(`field.${name}.label`)} description={t(`field.${name}.help`)} choices={years.map((year) => ({ id: year, label: year }))} value={present} error={errorOf(`${path}.${name}`)} onChange={(year) => onChange({ [name]: year })} isRequired />;
};
