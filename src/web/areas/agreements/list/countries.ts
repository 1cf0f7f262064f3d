import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Choice } from "../../../components/fields/select-field.js";

/** Last labels of institutions' ids, which stand for their countries: the programme's first, then where most other partners are. */
const LABELS = "al ar at au ba be bg br ca ch cl cn co cy cz de dk ee es fi fr ge gr hr hu ie il in is it jp kr li lt lu lv ma md me mk mt mx nl no nz pl pt ro rs se si sk th tn tr ua uk us vn xk za".split(" ");
/** Where the label is not the country's code. */
const CODES: Readonly<Record<string, string>> = { uk: "GB" };

/** Countries by their names in the reader's language. */
export const useCountries = (): readonly Choice<string>[] => {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const names = new Intl.DisplayNames([i18n.language], { type: "region" });
    const order = new Intl.Collator(i18n.language);
    return LABELS.map((id) => ({ id, label: names.of(CODES[id] ?? id.toUpperCase()) ?? id })).sort((one, other) => order.compare(one.label, other.label));
  }, [i18n.language]);
};
