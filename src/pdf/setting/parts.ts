/** What a page is made of; every text, labels too, goes through `set`. */
import type { PdfContent } from "pdfmake";
import type { LangText } from "../../kernel/lang-text.js";
import { runsOf } from "./settable.js";

/** For `text:` of a node: words in the fonts that have them. */
export const set = (words: string): readonly PdfContent[] => runsOf(words).map((run) => ({ ...run }));

export const text = (words: string): PdfContent => ({ text: set(words) });
export const small = (words: string): PdfContent => ({ text: set(words), style: "small" });
export const bold = (words: string): PdfContent => ({ text: set(words), bold: true });
export const note = (words: string): PdfContent => ({ text: set(words), style: "note" });
export const title = (words: string): PdfContent => ({ text: set(words), style: "title" });
export const heading = (words: string): PdfContent => ({ text: set(words), style: "heading" });

/** In every language that is given, each once. */
export const inWords = (texts: readonly LangText[]): string => [...new Set(texts.map((one) => one.text))].join(" / ");

/** `University of Rive (rive.example)`: as people call it, and its id. */
export const named = (id: string, names: readonly LangText[] | undefined): string => (names?.length ? `${inWords(names)} (${id})` : id);

/** A label and what it says; nothing where nothing is said. */
export const fact = (label: string, value: string | undefined): readonly PdfContent[] =>
  (value === undefined || value === "" ? [] : [{ text: [{ text: set(`${label}: `), color: "#555555" }, { text: set(value) }] }]);

/** Of an A4 page, between its margins, in points. */
const WIDTH = 515;
/** That the layout of a table puts between two columns. */
const GAP = 16;

/** A table whose head is repeated on every page. `shares` are the widths of its columns: fixed, so that the longest word is broken and no column pushes another off the page. */
export const table = (shares: readonly number[], head: readonly string[], rows: readonly (readonly PdfContent[])[]): PdfContent => {
  const unit = (WIDTH - GAP * (shares.length - 1)) / shares.reduce((sum, share) => sum + share, 0);
  // What is kept on one page must fit one: pdfmake would leave out the rest.
  const whole = rows.every(fitsPage) && { dontBreakRows: true, keepWithHeaderRows: 1 };
  return { layout: "lightHorizontalLines", table: { headerRows: 1, ...whole, widths: shares.map((share) => share * unit), body: [head.map(bold), ...rows] } };
};

/** Surely: a page has 60 lines, and a line of the narrowest column that takes texts has 4 characters. */
const fitsPage = (row: readonly PdfContent[]): boolean => row.every((cell) => {
  const words = wordsIn(cell);
  return words.length / 4 + words.split("\n").length < 50;
});

const wordsIn = (content: PdfContent): string => {
  if (typeof content === "string") return content;
  if (Array.isArray(content)) return content.map(wordsIn).join("");
  const { text: inner = "", stack = [] } = content as Exclude<typeof content, readonly PdfContent[]>;
  return wordsIn(inner) + stack.map((one) => `${wordsIn(one)}\n`).join("");
};
