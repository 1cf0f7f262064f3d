/** Every text in every language: the same keys, the plural forms of that language, the same placeholders. */
import { describe, expect, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const MESSAGES = fileURLToPath(new URL("../../src/web/messages", import.meta.url));
const LANGUAGES = ["en", "fr", "de", "es", "ja"];
const FORM = /_(zero|one|two|few|many|other)$/;

type Texts = { readonly [key: string]: string | Texts };
const flat = (texts: Texts, path = ""): readonly (readonly [string, string])[] =>
  Object.entries(texts).flatMap(([key, value]) => (typeof value === "string" ? [[`${path}${key}`, value] as const] : flat(value, `${path}${key}.`)));
const read = (language: string, area: string) => flat(JSON.parse(readFileSync(`${MESSAGES}/${language}/${area}.json`, "utf8")) as Texts);
const placeholders = (text: string): string => [...new Set([...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map(([, name]) => name))].sort().join(" ");
const areas = readdirSync(`${MESSAGES}/en`).map((file) => file.replace(/\.json$/, ""));

test("the languages of the folders are those of the pages", () => {
  expect(readdirSync(MESSAGES, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort()).toEqual([...LANGUAGES].sort());
});

describe.each(areas)("%s", (area) => {
  const english = read("en", area);
  const plurals = new Set(english.filter(([key]) => FORM.test(key)).map(([key]) => key.replace(FORM, "")));
  const keysIn = (language: string): string[] => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    return [...new Set(english.flatMap(([key]) => (FORM.test(key) ? forms.map((form) => `${key.replace(FORM, "")}_${form}`) : [key])))].sort();
  };

  test.each(LANGUAGES)("%s has the same texts", (language) => {
    expect(read(language, area).map(([key]) => key).sort()).toEqual(keysIn(language));
  });

  test.each(LANGUAGES)("%s has the same placeholders, and no empty text", (language) => {
    const wanted = new Map(english.map(([key, text]) => [key.replace(FORM, ""), placeholders(text)]));
    for (const [key, text] of read(language, area)) {
      expect([key, text.trim() === ""]).toEqual([key, false]);
      if (!plurals.has(key.replace(FORM, ""))) expect([key, placeholders(text)]).toEqual([key, wanted.get(key)]);
    }
  });
});
