import { memory } from "../data/browser.js";

/** The languages of the pages, each in its own words. A new one is a row here and a folder of messages. */
export const LANGUAGES = { en: "English", fr: "Français", de: "Deutsch", es: "Español", ja: "日本語" } as const;
export type Language = keyof typeof LANGUAGES;

const KEY = "passerelle.language";
const isLanguage = (text: string | undefined): text is Language => text !== undefined && text in LANGUAGES;

/** What was chosen here before, else the first of the browser's languages that we have, else English. */
export const preferredLanguage = (): Language => {
  const wanted = [memory.read(KEY), ...navigator.languages.map((tag) => tag.split("-")[0])];
  return wanted.find(isLanguage) ?? "en";
};

export const rememberLanguage = (language: Language): void => memory.write(KEY, language);
