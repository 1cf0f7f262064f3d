import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { glyphsOf } from "./glyphs.js";

/** Roboto as pdfmake brings it: Latin with all of its extensions (Polish, Vietnamese), Greek, Cyrillic. */
export const FONT_FILES = { normal: "Roboto-Regular.ttf", bold: "Roboto-Medium.ttf" } as const;

const { resolve } = createRequire(import.meta.url);
export const fontPath = (file: string): string => resolve(`pdfmake/fonts/Roboto/${file}`);

type Has = (codePoint: number) => boolean;
let read: readonly Has[] | undefined;

/** Whether every face in use has the character; the files are read once, when it is first asked. */
export const hasGlyph: Has = (codePoint) => {
  read ??= Object.values(FONT_FILES).map((file) => glyphsOf(readFileSync(fontPath(file))));
  return read.every((has) => has(codePoint));
};
