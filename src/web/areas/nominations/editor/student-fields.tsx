import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ChoiceField } from "../../../components/fields/choice-field.js";
import { SelectField } from "../../../components/fields/select-field.js";
import { TextField } from "../../../components/fields/text-field.js";
import type { Schemas } from "../../../data/api.js";
import { useCountries } from "../../mobilities/words.js";
import type { ErrorOf } from "./checks.js";

type Student = Schemas["Student"];

interface StudentFieldsProps {
  readonly student: Student;
  readonly errorOf: ErrorOf;
  readonly onChange: (student: Student) => void;
}

const GENDERS = [0, 1, 2, 9] as const;
type Text = "globalId" | "birthDate" | "email";

/** The first spelling is the one that is edited; others, in other scripts, stay. */
const named = (names: Student["givenNames"], text: string): Student["givenNames"] => [{ ...names[0], text }, ...names.slice(1)];

export const StudentFields = ({ student, errorOf, onChange }: StudentFieldsProps) => {
  const { t } = useTranslation("nominations");
  const { choices } = useCountries();
  const countries = useMemo(() => choices, [t]);
  const words = (field: Text | "givenNames" | "familyNames" | "nationality" | "gender") => ({ label: t(`student.${field}.label`), description: t(`student.${field}.help`), error: errorOf(`student.${field}`) });
  const text = (field: Text) => ({ ...words(field), value: student[field], onChange: (value: string) => onChange({ ...student, [field]: value }), isRequired: true });
  return (
    <section className="card" aria-labelledby="student-fields">
      <h2 id="student-fields">{t("student.title")}</h2>
      <div className="fields">
        <TextField {...words("givenNames")} value={student.givenNames[0]?.text ?? ""} onChange={(value) => onChange({ ...student, givenNames: named(student.givenNames, value) })} isRequired />
        <TextField {...words("familyNames")} value={student.familyNames[0]?.text ?? ""} onChange={(value) => onChange({ ...student, familyNames: named(student.familyNames, value) })} isRequired />
        <TextField {...text("birthDate")} type="date" />
        <ChoiceField {...words("nationality")} choices={countries} value={student.nationality === "" ? undefined : student.nationality} onChange={(nationality) => onChange({ ...student, nationality })} isRequired />
        <SelectField {...words("gender")} choices={GENDERS.map((one) => ({ id: String(one), label: t(`genders.${one}`) }))} value={String(student.gender)} onChange={(gender) => onChange({ ...student, gender: Number(gender) as Student["gender"] })} isRequired />
        <TextField {...text("email")} type="email" />
        <div className="whole"><TextField {...text("globalId")} /></div>
      </div>
    </section>
  );
};
