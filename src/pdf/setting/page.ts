import type { PdfContent, PdfDefinition } from "pdfmake";
import { set } from "./parts.js";
import { runsOf } from "./settable.js";

export interface DocumentPage {
  readonly title: string;
  /** The institution that says it. */
  readonly author: string;
  /** What a reader names when asking about this very document. */
  readonly id: string;
  /** The moment that its content is of: the same content gives the same bytes. */
  readonly at: Date;
  /** BCP 47. */
  readonly language: string;
  readonly footer: (page: number, pages: number) => { readonly left: string; readonly right: string };
  /** Over every page. */
  readonly watermark?: string;
  readonly content: readonly PdfContent[];
}

/** What all our PDFs look like. */
export const documentPage = ({ title, author, id, at, language, footer, watermark, content }: DocumentPage): PdfDefinition => ({
  info: { title, author, subject: id, creator: "Passerelle", creationDate: at },
  version: "1.7", language, pageSize: "A4", pageMargins: [40, 40, 40, 50],
  defaultStyle: { font: "Roboto", fontSize: 9, lineHeight: 1.15 },
  styles: {
    title: { fontSize: 20, bold: true, margin: [0, 0, 0, 10] }, heading: { fontSize: 12, bold: true, margin: [0, 14, 0, 4] },
    small: { fontSize: 7.5, color: "#555555" }, note: { fontSize: 8, margin: [0, 4, 0, 0] },
  },
  ...(watermark !== undefined && { watermark: { text: watermark, ...fontFor(watermark), color: "#888888", opacity: 0.2 } }),
  footer: (page, pages) => {
    const { left, right } = footer(page, pages);
    return { columns: [{ text: set(left), style: "small", width: "*" }, { text: set(right), style: "small", alignment: "right", width: "auto" }], columnGap: 10, margin: [40, 15, 40, 0] };
  },
  content,
});

/** A watermark is set in one font. */
const fontFor = (words: string): { readonly font?: string } => {
  const [first] = runsOf(words);
  return first ? { font: first.font } : {};
};
