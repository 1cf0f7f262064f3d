import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Deadline } from "./questions.js";

/** What has to be done by then, in the reader's language; what is newer than these texts in the node's English. */
export const useSentence = (): ((deadline: Pick<Deadline, "code" | "sentence" | "data">) => string) => {
  const { t, i18n } = useTranslation("deadlines");
  return useCallback(({ code, sentence, data }) => {
    const term = data["term"] === "autumn" || data["term"] === "spring" ? t(`terms.${data["term"]}`) : "";
    const effective = typeof data["effective"] === "string" ? dayIn(i18n.language, { dateStyle: "long" }, data["effective"]) : "";
    return t(`sentences.${code}` as "sentences.decision", { ...data, term, effective, defaultValue: sentence });
  }, [t, i18n.language]);
};

/** A day (YYYY-MM-DD) in words. Days have no time zone: read as UTC and written as UTC, they stay what they are everywhere. */
export const dayIn = (language: string, style: Intl.DateTimeFormatOptions, day: string): string =>
  new Intl.DateTimeFormat(language, { ...style, timeZone: "UTC" }).format(new Date(day));
