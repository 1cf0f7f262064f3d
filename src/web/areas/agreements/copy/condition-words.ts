import { createContext, useContext } from "react";
import { useTranslation } from "react-i18next";
import { useInstitutions } from "../../../data/institution.js";
import { inLanguage } from "../../../data/names.js";
import { useIsced } from "../../../data/isced.js";
import type { Condition } from "../model.js";
import type agreements from "../../../messages/en/agreements.json";

export type ConditionField = keyof typeof agreements.field;

interface Value {
  readonly field: ConditionField;
  readonly value: string;
}

/** What the partner of the page is called. */
export const PartnerName = createContext<{ readonly heiId: string; readonly name: string } | undefined>(undefined);

/** A condition in the reader's words: every field that says something, in the order in which an office reads. */
export const useConditionWords = () => {
  const partner = useContext(PartnerName);
  const { t, i18n } = useTranslation("agreements");
  const { t: common } = useTranslation();
  const isced = useIsced();
  const institutions = useInstitutions();
  const language = i18n.language;
  const languages = new Intl.DisplayNames([language], { type: "language" });
  const numbers = new Intl.NumberFormat(language);
  const languageName = (tag: string): string => attempt(() => languages.of(tag)) ?? tag;
  const area = ({ iscedFCode, clarification }: { readonly iscedFCode: string; readonly clarification?: string }): string =>
    [`${iscedFCode} ${isced.nameOf(iscedFCode) ?? ""}`.trim(), clarification].filter(Boolean).join(": ");
  const skill = ({ language: tag, cefrLevel, subjectArea }: Condition["languageSkills"][number]): string => [languageName(tag), cefrLevel, subjectArea && `(${area(subjectArea)})`].filter(Boolean).join(" ");
  const yes = (is: boolean): string => common(is ? "yes" : "no");
  const valuesOf = (one: Condition): readonly Value[] => rows(
    ["academicYears", one.firstAcademicYear === one.lastAcademicYear ? one.firstAcademicYear : `${one.firstAcademicYear} – ${one.lastAcademicYear}`],
    ["mobilitiesPerYear", one.mobilitiesNotYetDefined ? `${numbers.format(one.mobilitiesPerYear)} (?)` : numbers.format(one.mobilitiesPerYear)],
    ["totalMonthsPerYear", one.totalMonthsPerYear],
    ["totalDaysPerYear", one.totalDaysPerYear],
    ["subjectAreas", one.subjectAreas.map(area).join("; ")],
    ["eqfLevels", (one.eqfLevels ?? []).map((level) => t(`eqf.${level as 6}`, { defaultValue: String(level) })).join(", ")],
    ["languageSkills", one.languageSkills.map(skill).join(", ")],
    ["blended", one.blended === undefined ? undefined : yes(one.blended)],
    ["sendingOunitId", one.sendingOunitId],
    ["receivingOunitId", one.receivingOunitId],
    ["sendingContacts", one.sendingContacts.map(({ names }) => inLanguage(names, language)).join(", ")],
    ["receivingContacts", one.receivingContacts.map(({ names }) => inLanguage(names, language)).join(", ")],
    ["otherInfoTerms", one.otherInfoTerms],
  );
  const nameOf = (heiId: string): string => {
    const ours = institutions.find((one) => one.heiId === heiId);
    if (ours) return inLanguage(ours.names, language);
    return partner?.heiId === heiId ? partner.name : heiId;
  };
  return { valuesOf, nameOf, languageName, area };
};

const rows = (...all: readonly (readonly [ConditionField, string | undefined])[]): readonly Value[] => all.flatMap(([field, value]) => (value ? [{ field, value }] : []));

const attempt = (act: () => string | undefined): string | undefined => {
  try {
    return act();
  } catch {
    return undefined;
  }
};
