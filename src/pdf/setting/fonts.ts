import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { glyphsOf } from "./glyphs.js";

const { resolve } = createRequire(import.meta.url);

/** Every character is set in the first that has it. Roboto, as pdfmake brings it: Latin with all of its extensions (Polish, Vietnamese), Greek, Cyrillic. */
export const FONTS = {
  Roboto: { normal: resolve("pdfmake/fonts/Roboto/Roboto-Regular.ttf"), bold: resolve("pdfmake/fonts/Roboto/Roboto-Medium.ttf") },
} as const;
export type FontName = keyof typeof FONTS;

type Has = (codePoint: number) => boolean;
const NAMES = Object.keys(FONTS) as readonly FontName[];
const read = new Map<FontName, Has>();

/** Both faces have it. A font is read when it is first asked: most texts need but one. */
const has = (name: FontName, codePoint: number): boolean => {
  const known = read.get(name);
  if (known) return known(codePoint);
  const faces = Object.values(FONTS[name]).map((file) => glyphsOf(readFileSync(file)));
  read.set(name, (one) => faces.every((face) => face(one)));
  return has(name, codePoint);
};

/** The font that a character is set in; undefined when none has it. */
export const fontOf = (codePoint: number): FontName | undefined => NAMES.find((name) => has(name, codePoint));
