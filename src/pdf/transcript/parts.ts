/** What a page is made of; every text goes through `settable`. */
import type { PdfContent } from "pdfmake";
import type { LangText } from "../../kernel/lang-text.js";
import { settable } from "../settable.js";

export const text = (words: string): PdfContent => ({ text: settable(words) });
export const small = (words: string): PdfContent => ({ text: settable(words), style: "small" });
export const heading = (words: string): PdfContent => ({ text: words, style: "heading" });
export const row = (...labels: readonly string[]): readonly PdfContent[] => labels.map((label) => ({ text: label, bold: true }));

/** In every language that is given, each once. */
export const inWords = (texts: readonly LangText[]): string => [...new Set(texts.map((one) => one.text))].join(" / ");

/** A label and what it says; nothing where nothing is said. */
export const fact = (label: string, value: string | undefined): readonly PdfContent[] =>
  (value === undefined || value === "" ? [] : [{ text: [{ text: `${label}: `, color: "#555555" }, { text: settable(value) }] }]);
