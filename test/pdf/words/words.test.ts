import { describe, expect, test } from "@jest/globals";
import { PRINT_LANGUAGES } from "../../../src/domain/printouts/model.js";
import { unsetTexts } from "../../../src/pdf/setting/settable.js";
import { en } from "../../../src/pdf/words/en.js";
import { fill, WORDS, withName } from "../../../src/pdf/words/words.js";
import { leavesOf } from "../../support/pdf/read-printout.js";

const all = (words: unknown) => leavesOf(words, () => false);
const places = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

describe.each(PRINT_LANGUAGES)("the words of %s", (language) => {
  test("are those of English, each with the same places, none empty", () => {
    const words = new Map(all(WORDS[language]));
    expect([...words.keys()].sort()).toEqual(all(en).map(([key]) => key).sort());
    for (const [key, text] of all(en)) expect([key, places(words.get(key) ?? "")]).toEqual([key, places(text)]);
    expect([...words.values()].filter((text) => text.trim() === "")).toEqual([]);
  });

  test("have all their letters in our fonts", () => {
    expect(unsetTexts(WORDS[language])).toEqual([]);
  });
});

describe("words with values", () => {
  test("take a value as it is", () => {
    expect(fill("{a} of {b}", { a: "{b}", b: "$&" })).toBe("{b} of $&");
    expect(fill("{a} {missing}", { a: 1 })).toBe("1 {missing}");
  });
  test("name what has a name, and keep what has none", () => {
    expect([withName("en-GB", "language", "fr"), withName("CH", "region", "ja"), withName("zz", "language", "en"), withName("no code!", "language", "en")]).toEqual(["en-GB (anglais britannique)", "CH (スイス)", "zz", "no code!"]);
  });
});
