import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { glyphsOf } from "./glyphs.js";

const { resolve } = createRequire(import.meta.url);

const faces = (normal: string, bold: string) => ({ normal: resolve(normal), bold: resolve(bold) });

/**
 * Every character is set in the first that has it. Roboto, as pdfmake brings it: Latin with all of its extensions (Polish, Vietnamese), Greek,
 * Cyrillic. BIZ UDPGothic: Japanese, with 10,000 Chinese characters. Nanum Gothic Coding: all syllables of Korean.
 */
export const FONTS = {
  Roboto: faces("pdfmake/fonts/Roboto/Roboto-Regular.ttf", "pdfmake/fonts/Roboto/Roboto-Medium.ttf"),
  Japanese: faces("@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf", "@expo-google-fonts/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf"),
  Korean: faces("@expo-google-fonts/nanum-gothic-coding/400Regular/NanumGothicCoding_400Regular.ttf", "@expo-google-fonts/nanum-gothic-coding/700Bold/NanumGothicCoding_700Bold.ttf"),
} as const;
export type FontName = keyof typeof FONTS;

type Has = (codePoint: number) => boolean;
const NAMES = Object.keys(FONTS) as readonly FontName[];
const read = new Map<FontName, Has>();

/** Both faces have it. A font is read when it is first asked: most texts need but one. */
const has = (name: FontName, codePoint: number): boolean => {
  const known = read.get(name);
  if (known) return known(codePoint);
  const glyphs = Object.values(FONTS[name]).map((file) => glyphsOf(readFileSync(file)));
  read.set(name, (one) => glyphs.every((face) => face(one)));
  return has(name, codePoint);
};

/** The font that a character is set in; undefined when none has it. */
export const fontOf = (codePoint: number): FontName | undefined => NAMES.find((name) => has(name, codePoint));
