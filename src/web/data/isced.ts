import { useMemo } from "react";
import { useTranslation } from "react-i18next";

export interface Isced {
  /** Name of a four-digit code; undefined where the list has none. */
  readonly nameOf: (code: string) => string | undefined;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
}

/** The detailed fields of ISCED-F 2013 in the reader's language, from messages/<language>/isced.json. */
export const useIsced = (): Isced => {
  const { i18n } = useTranslation("isced");
  const names = i18n.getResourceBundle(i18n.language, "isced") as Readonly<Record<string, string>>;
  return useMemo(() => ({
    nameOf: (code) => names[code],
    choices: Object.entries(names).sort(([one], [other]) => (one < other ? -1 : 1)).map(([id, name]) => ({ id, label: `${id} ${name}` })),
  }), [names]);
};
