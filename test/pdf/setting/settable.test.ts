import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { runsOf, unsetTexts } from "../../../src/pdf/setting/settable.js";

const shown = (text: string): string => runsOf(text).map((run) => run.text).join("");

describe("text as fonts can set it", () => {
  test("accents are joined, tabs are blanks, what no font has is numbered", () => {
    expect(shown("a\u0301 \u{1F393}\tx\r\ny")).toBe("á [U+1F393] x\ny");
    expect(unsetTexts({ name: ["ok", "x\u{1F393}"] })).toEqual([{ field: "name[1]", characters: "\u{1F393}" }]);
  });

  test("marks that turn the direction of reading are shown", () => {
    expect(shown("10\u202e00")).toBe("10[U+202E]00");
    expect(unsetTexts("10\u202e00", "grade")).toEqual([{ field: "grade", characters: "\u202e" }]);
  });

  test("no character is lost, whatever it is", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
      const back = shown(text).replace(/\[(U\+[0-9A-F]{4,6}(?: U\+[0-9A-F]{4,6})*)\]/g, (_all, numbers: string) => numbers.split(" ").map((one) => String.fromCodePoint(parseInt(one.slice(2), 16))).join(""));
      expect(back).toBe(text.normalize("NFC").replace(/\r\n?/g, "\n").replace(/\t/g, " "));
    }));
  });
});
