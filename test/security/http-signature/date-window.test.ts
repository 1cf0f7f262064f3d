import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseHttpDate } from "../../../src/security/http-signature/date-window.js";

describe("parseHttpDate", () => {
  test.each([
    ["Sun, 05 Jan 2014 21:31:40 GMT", "2014-01-05T21:31:40.000Z"],
    ["Sun, 5 Jan 2014 21:31:40 GMT", "2014-01-05T21:31:40.000Z"],
    ["Thu, 29 Feb 2024 00:00:00 GMT", "2024-02-29T00:00:00.000Z"],
  ])("%s is %s", (text, iso) => expect(parseHttpDate(text)?.toISOString()).toBe(iso));

  test.each([
    ["wrong weekday", "Mon, 05 Jan 2014 21:31:40 GMT"], ["no such day", "Sat, 29 Feb 2025 00:00:00 GMT"], ["no such hour", "Sun, 05 Jan 2014 24:00:00 GMT"],
    ["other zone", "Sun, 05 Jan 2014 21:31:40 CET"], ["offset", "Sun, 05 Jan 2014 21:31:40 +0000"], ["lower case", "sun, 05 jan 2014 21:31:40 gmt"],
    ["RFC 850", "Sunday, 05-Jan-14 21:31:40 GMT"], ["asctime", "Sun Jan  5 21:31:40 2014"], ["two dates", "Sun, 05 Jan 2014 21:31:40 GMT, Sun, 05 Jan 2014 21:31:40 GMT"],
    ["unknown month", "Sun, 05 Foo 2014 21:31:40 GMT"], ["empty", ""],
  ])("%s is no date", (_, text) => expect(parseHttpDate(text)).toBeUndefined());

  test("every second has one form, and it is read back", () => {
    fc.assert(fc.property(fc.date({ min: new Date("1970-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }), (date) => {
      expect(parseHttpDate(date.toUTCString())?.getTime()).toBe(Math.floor(date.getTime() / 1000) * 1000);
    }));
  });
  test("any text is a date or not, without an exception", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => parseHttpDate(text) === undefined));
  });
});
