/** Texts come from messages/<language>/<area>.json; an area's texts are loaded when its pages are. */
import i18next, { type BackendModule, type ResourceKey } from "i18next";
import { initReactI18next } from "react-i18next";
import { type Language, preferredLanguage, rememberLanguage } from "./languages.js";

const FILES = import.meta.glob<ResourceKey>("../messages/*/*.json", { import: "default" });

const messages: BackendModule = {
  type: "backend",
  init: () => undefined,
  read: (language, area, done) => {
    const load = FILES[`../messages/${language}/${area}.json`];
    if (load) load().then((texts) => done(null, texts), (error: Error) => done(error, null));
    else done(new Error(`no messages of ${area} in ${language}`), null);
  },
};

export const startTexts = async (): Promise<void> => {
  const lng = preferredLanguage();
  document.documentElement.lang = lng;
  await i18next.use(messages).use(initReactI18next).init({
    lng, fallbackLng: false, ns: ["shell", "problems"], defaultNS: "shell", load: "languageOnly", interpolation: { escapeValue: false }, react: { useSuspense: true },
  });
};

export const speak = async (language: Language): Promise<void> => {
  rememberLanguage(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
};
