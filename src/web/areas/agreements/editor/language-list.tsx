import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ChoiceField } from "../../../components/fields/choice-field.js";
import { ListEditor } from "../../../components/fields/list-editor.js";
import { SelectField } from "../../../components/fields/select-field.js";
import { useConditionWords } from "../copy/condition-words.js";
import type { TermsCondition } from "../terms.js";
import { withField } from "../../../data/with-field.js";
import type { ErrorOf } from "./checks.js";

interface LanguageListProps {
  readonly condition: TermsCondition;
  readonly path: string;
  readonly errorOf: ErrorOf;
  readonly onChange: (changes: Partial<TermsCondition>) => void;
}

type Skill = NonNullable<TermsCondition["languageSkills"]>[number];

/** Languages of instruction of the world's institutions; others that an agreement already names are added. */
const TAGS = "en fr de es it pt nl sv da nb nn fi is et lv lt pl cs sk hu sl hr bs sr mk sq bg ro el tr mt ga cy ca eu gl ru uk be ka hy az he ar fa hi bn ur ta th vi id ms zh ja ko mi sw af".split(" ");
const LEVELS = ["A1", "A2", "B1", "B2", "C1", "C2"] as const;

/** Recommended languages and levels, named in the reader's language. */
export const LanguageList = ({ condition: { languageSkills = [] }, path, errorOf, onChange }: LanguageListProps) => {
  const { t, i18n } = useTranslation("agreements");
  const { languageName } = useConditionWords();
  const used = languageSkills.map(({ language }) => language).filter((tag) => tag !== "" && !TAGS.includes(tag)).join(" ");
  const choices = useMemo(() => {
    const order = new Intl.Collator(i18n.language);
    return [...TAGS, ...used.split(" ").filter(Boolean)].map((id) => ({ id, label: languageName(id) })).sort((one, other) => order.compare(one.label, other.label));
  }, [i18n.language, used]);
  return (
    <ListEditor label={t("field.languageSkills.label")} description={t("field.languageSkills.help")} add={t("field.languageSkills.add")} items={languageSkills} fresh={(): Skill => ({ language: "" })} error={errorOf(`${path}.languageSkills`)} onChange={(skills) => onChange({ languageSkills: [...skills] })}>
      {(skill, change, at) => (
        <>
          <ChoiceField label={t("field.languageSkills.language")} choices={choices} value={skill.language === "" ? undefined : skill.language} error={errorOf(`${path}.languageSkills[${at}].language`)} onChange={(language) => change({ ...skill, language })} isRequired />
          <SelectField label={t("field.languageSkills.level")} choices={[{ id: "", label: t("field.languageSkills.no-level") }, ...LEVELS.map((id) => ({ id, label: id }))]} value={skill.cefrLevel ?? ""} onChange={(level) => change(withField(skill, "cefrLevel", level))} />
        </>
      )}
    </ListEditor>
  );
};
