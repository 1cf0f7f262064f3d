/** Text as our fonts can set it. Nothing is dropped and nothing is guessed: what they lack stands as its Unicode number. */
import type { UnsetText } from "../../domain/transcripts/outgoing/ports.js";
import { fontOf, type FontName } from "./fonts.js";

/** A piece of text and the font that has all of its characters. */
export interface Run {
  readonly text: string;
  readonly font: FontName;
}

const FIRST: FontName = "Roboto";
/** Marks that turn the direction of what follows: unseen, they would make a page say something else than its data. */
const TURNS = /\p{Bidi_Control}/u;

const codeOf = (character: string): number => character.codePointAt(0) ?? 0;
const fontFor = (character: string): FontName | undefined => (character === "\n" ? FIRST : TURNS.test(character) ? undefined : fontOf(codeOf(character)));
const numberOf = (character: string): string => `U+${codeOf(character).toString(16).toUpperCase().padStart(4, "0")}`;
/** Accents that stand apart are joined to their letters. */
const composed = (text: string): string => text.normalize("NFC").replace(/\r\n?/g, "\n").replace(/\t/g, " ");

/** `Zoë 山田 🎓` becomes `Zoë `, `山田` in a font that has it, and ` [U+1F393]`. */
export const runsOf = (text: string): readonly Run[] => {
  const runs: Run[] = [];
  let lacking: string[] = [];
  const add = (piece: string, font: FontName): void => {
    const last = runs.at(-1);
    if (last?.font === font) runs[runs.length - 1] = { text: last.text + piece, font };
    else runs.push({ text: piece, font });
  };
  const close = (): void => {
    if (lacking.length > 0) add(`[${lacking.map(numberOf).join(" ")}]`, FIRST);
    lacking = [];
  };
  for (const character of composed(text)) {
    const font = fontFor(character);
    if (font === undefined) {
      lacking.push(character);
      continue;
    }
    close();
    add(character, font);
  }
  close();
  return runs;
};

/** The texts in a value that our fonts cannot set as they are. */
export const unsetTexts = (value: unknown, field = ""): readonly UnsetText[] => {
  if (typeof value === "string") {
    const characters = [...new Set(composed(value))].filter((character) => fontFor(character) === undefined).join("");
    return characters === "" ? [] : [{ field, characters }];
  }
  if (Array.isArray(value)) return value.flatMap((item, at) => unsetTexts(item, `${field}[${at}]`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => unsetTexts(inner, field === "" ? name : `${field}.${name}`));
};
