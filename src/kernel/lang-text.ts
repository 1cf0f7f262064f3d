/** Text with an optional BCP 47 language (`xml:lang`), PROTOCOL 1.6. */
export interface LangText {
  readonly text: string;
  readonly lang?: string;
}

/** The text that suits a reader of English best: `en`, else the first given, else an empty string. */
export const inEnglish = (texts: readonly LangText[]): string =>
  (texts.find((t) => t.lang === undefined || t.lang.toLowerCase().startsWith("en")) ?? texts[0])?.text ?? "";
