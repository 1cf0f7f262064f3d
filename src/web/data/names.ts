interface LangText {
  readonly text: string;
  readonly lang?: string | undefined;
}

/** The text in the reader's language, else in English, else the first there is. */
export const inLanguage = (texts: readonly LangText[], language: string): string => {
  const of = (wanted: string): string | undefined => texts.find(({ lang }) => lang?.split("-")[0]?.toLowerCase() === wanted)?.text;
  return of(language) ?? of("en") ?? texts[0]?.text ?? "";
};
