import { useTranslation } from "react-i18next";
import { Facts } from "../../../components/facts.js";
import { Moment } from "../../../components/moment.js";
import type { Schemas } from "../../../data/api.js";
import { useCountries } from "../../mobilities/words.js";

type Student = Schemas["ReceivedStudent"];

/** Who is nominated. */
export const StudentCard = ({ student }: { readonly student: Student }) => {
  const { t } = useTranslation("nominations");
  return <section className="card" aria-labelledby="student"><h2 id="student">{t("student.title")}</h2><Facts rows={useStudentRows(student)} /></section>;
};

/** The student's data in the reader's words. */
export const useStudentRows = ({ givenNames, familyNames, globalId, birthDate, nationality, gender, email }: Student) => {
  const { t } = useTranslation("nominations");
  const { nameOf } = useCountries();
  return [
    [t("student.givenNames.label"), givenNames.map(({ text }) => text).join(" / ")], [t("student.familyNames.label"), familyNames.map(({ text }) => text).join(" / ")],
    [t("student.globalId.label"), <code key="id">{globalId}</code>], [t("student.birthDate.label"), birthDate && /^\d{4}-\d\d-\d\d$/.test(birthDate) ? <Moment key="born" at={birthDate} to="day" /> : birthDate],
    [t("student.nationality.label"), nationality === undefined ? undefined : nameOf(nationality)], [t("student.gender.label"), gender === undefined ? undefined : t(`genders.${gender as 0}`, { defaultValue: String(gender) })],
    [t("student.email.label"), email === undefined ? undefined : <a key="mail" className="link" href={`mailto:${email}`}>{email}</a>],
  ] as const;
};
