import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Scalar } from "../../src/xml/schema.js";
import * as scalars from "../../src/xml/scalars.js";

/** name, texts that are read and what they give, texts that are refused */
const ROWS: readonly (readonly [string, Scalar<unknown>, readonly (readonly [string, unknown])[], readonly string[]])[] = [
  ["string", scalars.string, [["", ""], [" a\r\n", " a\r\n"]], []],
  ["asciiId", scalars.asciiId, [["A-1~!", "A-1~!"], ["x".repeat(64), "x".repeat(64)]], ["", " a", "a b", "é", "x".repeat(65), "a\n"]],
  ["sha256Hex", scalars.sha256Hex, [["0a".repeat(32), "0a".repeat(32)]], ["0A".repeat(32), "0a".repeat(31), ` ${"0a".repeat(32)}`]],
  ["boolean", scalars.boolean, [["true", true], ["1", true], ["false", false], ["0", false], [" true\n", true]], ["", "TRUE", "yes", "constructor"]],
  ["integer", scalars.integer, [["0", 0], ["-7", -7], ["+12", 12], [" 007 ", 7]], ["", "1.0", "1e3", "0x1", "9007199254740993", "1 2", "--1"]],
  ["positiveInteger", scalars.positiveInteger, [["1", 1], ["+2", 2]], ["0", "-1", "1.5"]],
  ["eqfLevel", scalars.eqfLevel, [["1", 1], ["8", 8]], ["0", "9", "A"]],
  ["decimal", scalars.decimal, [["2.0", "2.0"], ["-.5", "-.5"], [" 7. ", "7."]], ["", ".", "1,5", "1e3", "NaN", "1.2.3"]],
  ["positiveDecimal", scalars.positiveDecimal, [["2.0", "2.0"], ["0.25", "0.25"], ["1.500", "1.500"]], ["0", "0.00", "-1", "0.125", ""]],
  ["date", scalars.date, [["2026-02-28", "2026-02-28"], ["2024-02-29Z", "2024-02-29Z"], [" 2026-12-31+02:00 ", "2026-12-31+02:00"]],
    ["2026-02-29", "1900-02-29", "2026-13-01", "2026-04-31", "2026-00-10", "0000-01-01", "26-01-01", "2026-01-01T00:00:00", "2026-01-01+15:00", "31.12.2026"]],
  ["dateTime", scalars.dateTime, [["2026-02-28T12:00:00Z", "2026-02-28T12:00:00Z"], ["2026-02-28T23:59:59.125+01:00", "2026-02-28T23:59:59.125+01:00"]],
    ["2026-02-28", "2026-02-28T24:00:01Z", "2026-02-28 12:00:00", "2026-02-30T12:00:00Z", "2026-02-28T12:60:00Z"]],
  ["gMonthDay", scalars.gMonthDay, [["--06-15", "--06-15"], ["--02-29", "--02-29"]], ["06-15", "--13-01", "--02-30", "--6-15"]],
  ["base64", scalars.base64, [["AQID", "AQID"], [" AQ\n ID\t", "AQID"], ["", ""], ["AQ==", "AQ=="]], ["AQI", "A=Q=", "AQ*D", "===="]],
  ["https", scalars.https, [["https://a.example/x?y=1#z", "https://a.example/x?y=1#z"], [" https://a.example ", "https://a.example"]],
    ["http://a.example", "https://", "https://a b", "a.example", "https://a.example/%zz", "https://a.example:99999/", "javascript:alert(1)"]],
  ["http", scalars.http, [["http://a.example", "http://a.example"], ["https://a.example/ł", "https://a.example/ł"]], ["ftp://a.example", ""]],
  ["email", scalars.email, [["iro@a.example", "iro@a.example"]], ["", "iro", "iro@a", "@a.example", "iro@.example"]],
  ["country", scalars.country, [["PT", "PT"]], ["pt", "PRT", ""]],
  ["languageTag", scalars.languageTag, [["en", "en"], [" zh-Hant ", "zh-Hant"]], ["", "en_GB", "en-portuguese", "e1"]],
  ["cefrLevel", scalars.cefrLevel, [["A1", "A1"], ["C2", "C2"]], ["NS", "C3", "b1", ""]],
  ["academicYear", scalars.academicYear, [["2025/2026", "2025/2026"], ["2025/2025", "2025/2025"]], ["2025/2027", "2025/26", "test/test", ""]],
  ["gender", scalars.gender, [["0", 0], ["9", 9]], ["3", "male", ""]],
  ["apiVersion", scalars.apiVersion, [["7.0.0", "7.0.0"], ["0.2.10", "0.2.10"]], ["7.0", "v7.0.0", "7.0.0-rc1"]],
  ["enumeration", scalars.enumeration("a", "b"), [["a", "a"]], ["c", "", "A"]],
  ["openEnumeration", scalars.openEnumeration("a"), [["a", "a"], ["own", "own"]], []],
];

describe.each(ROWS)("%s", (_name, type, read, refused) => {
  test("reads", () => {
    expect(read.map(([text]) => type.read(text))).toEqual(read.map(([, value]) => value));
  });

  test("refuses", () => {
    expect(refused.map((text) => [text, type.read(text)])).toEqual(refused.map((text) => [text, undefined]));
  });

  test("writes what it read, so that it reads the same again", () => {
    for (const [, value] of read) expect(type.read(type.write(value) ?? "refused")).toEqual(value);
  });

  test("answers any text without harm", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
      const value = type.read(text);
      if (value !== undefined) expect(type.read(type.write(value) ?? "refused")).toEqual(value);
    }));
  });
});

describe("values of a wrong kind are not written", () => {
  test.each<[string, Scalar<unknown>, unknown]>([
    ["a fraction for an integer", scalars.integer, 1.5],
    ["not a number", scalars.positiveInteger, Number.NaN],
    ["too large an integer", scalars.integer, 2 ** 53],
    ["zero for a positive integer", scalars.positiveInteger, 0],
    ["level 9", scalars.eqfLevel, 9],
    ["gender 3", scalars.gender, 3],
    ["text for a boolean", scalars.boolean, "yes"],
    ["base64 with a line break", scalars.base64, "AQ\nID"],
    ["a URL with a blank before it", scalars.https, "https://a b"],
  ])("%s", (_what, type, value) => {
    expect(type.write(value)).toBeUndefined();
  });
});

describe("long hostile texts are answered in linear time", () => {
  const long = 500_000;
  test.each<[string, Scalar<unknown>, string]>([
    ["blanks before the end of a boolean", scalars.boolean, `a${" ".repeat(long)}a`],
    ["zeros of a decimal", scalars.positiveDecimal, `1.${"0".repeat(long)}1`],
    ["digits of an integer", scalars.integer, "1".repeat(long)],
    ["padding of base64", scalars.base64, `${"=".repeat(long)}A`],
    ["parts of an address", scalars.email, "a@".repeat(long)],
    ["parts of a language", scalars.languageTag, `${"a-".repeat(long)}!`],
    ["escapes of a URL", scalars.https, `https://a/${"%41".repeat(long)} `.concat("x")],
  ])("%s", (_what, type, text) => {
    expect(type.read(text)).toBeUndefined();
  });
});
