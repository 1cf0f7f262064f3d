import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { FAMILY_OF_KIND } from "./kinds.js";
import type { InboxItem } from "./questions.js";

/** What happened and what there is to do, in the reader's language; a step that is newer than these texts in the node's English. */
export const useSentence = (): ((item: Pick<InboxItem, "kind" | "code" | "sentence">) => string) => {
  const { t } = useTranslation("steps");
  return useCallback(({ kind, code, sentence }) => t(`${FAMILY_OF_KIND[kind]}.${code}` as "agreement.draft", { defaultValue: sentence }), [t]);
};
