import { useTranslation } from "react-i18next";
import { SelectField } from "../components/fields/select-field.js";
import { LANGUAGES, type Language } from "./languages.js";
import { speak } from "./texts.js";

const CHOICES = (Object.keys(LANGUAGES) as Language[]).map((id) => ({ id, label: LANGUAGES[id] }));

export const LanguageSwitch = () => {
  const { t, i18n } = useTranslation();
  return <SelectField className="language-switch" label={t("language")} isLabelHidden choices={CHOICES} value={i18n.language as Language} onChange={(language) => void speak(language)} />;
};
