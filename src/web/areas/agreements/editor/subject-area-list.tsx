import { useTranslation } from "react-i18next";
import { ChoiceField } from "../../../components/fields/choice-field.js";
import { ListEditor } from "../../../components/fields/list-editor.js";
import { TextField } from "../../../components/fields/text-field.js";
import { useIsced } from "../../../data/isced.js";
import type { TermsCondition } from "../terms.js";
import { withField } from "../../../data/with-field.js";
import type { ErrorOf } from "./checks.js";

interface SubjectAreaListProps {
  readonly condition: TermsCondition;
  readonly path: string;
  readonly errorOf: ErrorOf;
  readonly onChange: (changes: Partial<TermsCondition>) => void;
}

type Area = NonNullable<TermsCondition["subjectAreas"]>[number];

/** Fields of study by ISCED-F, found by name or number. */
export const SubjectAreaList = ({ condition: { subjectAreas = [] }, path, errorOf, onChange }: SubjectAreaListProps) => {
  const { t } = useTranslation("agreements");
  const { choices, nameOf } = useIsced();
  return (
    <ListEditor label={t("field.subjectAreas.label")} description={t("field.subjectAreas.help")} add={t("field.subjectAreas.add")} items={subjectAreas} fresh={(): Area => ({ iscedFCode: "" })} error={errorOf(`${path}.subjectAreas`)} onChange={(areas) => onChange({ subjectAreas: [...areas] })}>
      {(area, change, at) => (
        <>
          <ChoiceField label={t("field.subjectAreas.code")} choices={area.iscedFCode === "" || nameOf(area.iscedFCode) !== undefined ? choices : [{ id: area.iscedFCode, label: area.iscedFCode }, ...choices]} value={area.iscedFCode === "" ? undefined : area.iscedFCode} error={errorOf(`${path}.subjectAreas[${at}].iscedFCode`)} onChange={(iscedFCode) => change({ ...area, iscedFCode })} isRequired />
          <TextField label={t("field.subjectAreas.clarification")} value={area.clarification ?? ""} onChange={(clarification) => change(withField(area, "clarification", clarification))} />
        </>
      )}
    </ListEditor>
  );
};
