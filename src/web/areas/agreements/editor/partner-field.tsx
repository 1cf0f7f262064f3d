import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ChoiceField } from "../../../components/fields/choice-field.js";
import { api, dataOf } from "../../../data/api.js";
import { inLanguage } from "../../../data/names.js";
import { usePages } from "../../../data/queries.js";
import type { Draft } from "./draft.js";

/** Searches the network's institutions. */
export const PartnerField = ({ value, onChange }: { readonly value: string | undefined; readonly onChange: (partner: NonNullable<Draft["partner"]>) => void }) => {
  const { t, i18n } = useTranslation("agreements");
  const [q, setQ] = useState("");
  const { items } = usePages(["partners", "search", q], (_cursor, signal) => dataOf(api.GET("/partners", { params: { query: { limit: 20, ...(q !== "" && { q }) } }, signal })));
  const choices = items.map(({ heiId, names, readyForAgreements }) => ({ id: heiId, label: inLanguage(names, i18n.language) || heiId, hint: readyForAgreements ? heiId : `${heiId}: ${t("editor.partner-not-ready")}` }));
  return <ChoiceField label={t("editor.partner")} description={t("editor.partner-help")} choices={choices} value={value} onSearch={setQ} onChange={(heiId) => onChange({ heiId, name: choices.find(({ id }) => id === heiId)?.label ?? heiId })} isRequired />;
};
