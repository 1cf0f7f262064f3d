/** Text as our fonts can set it. Nothing is dropped and nothing is guessed: what they lack stands as its Unicode number. */
import type { UnsetText } from "../domain/transcripts/outgoing/ports.js";
import { hasGlyph } from "./fonts.js";

const isSettable = (character: string): boolean => character === "\n" || hasGlyph(character.codePointAt(0) ?? 0);
const numberOf = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

/** `Zoë 山田` becomes `Zoë [U+5C71 U+7530]`; accents that stand apart are joined to their letters. */
export const settable = (text: string): string => {
  const composed = text.normalize("NFC").replace(/\r\n?/g, "\n").replace(/\t/g, " ");
  let set = "";
  let lacking: string[] = [];
  const close = (): void => {
    if (lacking.length > 0) set += `[${lacking.map(numberOf).join(" ")}]`;
    lacking = [];
  };
  for (const character of composed) {
    if (isSettable(character)) {
      close();
      set += character;
    } else lacking.push(character);
  }
  close();
  return set;
};

/** The texts in a value that our fonts cannot set as they are. */
export const unsetTexts = (value: unknown, field = ""): readonly UnsetText[] => {
  if (typeof value === "string") {
    const characters = [...new Set(value.normalize("NFC").replace(/[\r\t]/g, " "))].filter((character) => !isSettable(character)).join("");
    return characters === "" ? [] : [{ field, characters }];
  }
  if (Array.isArray(value)) return value.flatMap((item, at) => unsetTexts(item, `${field}[${at}]`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => unsetTexts(inner, field === "" ? name : `${field}.${name}`));
};
