import type { PrintLanguage } from "../../domain/printouts/model.js";
import { de } from "./de.js";
import { en, type Words } from "./en.js";
import { es } from "./es.js";
import { fr } from "./fr.js";
import { ja } from "./ja.js";

export const WORDS: Readonly<Record<PrintLanguage, Words>> = { en, fr, de, es, ja };

/** `fill("{a} of {b}", { a, b })`; what a value says is taken as it is. */
export const fill = (words: string, values: Readonly<Record<string, string | number>>): string =>
  words.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));

/** `fr (French)`: the code, and its name in the language of the reader where there is one. */
export const withName = (code: string, type: "language" | "region", language: PrintLanguage): string => {
  try {
    const name = new Intl.DisplayNames([language], { type, fallback: "none" }).of(code);
    return name === undefined ? code : `${code} (${name})`;
  } catch {
    // Partners may write what is no code.
    return code;
  }
};
