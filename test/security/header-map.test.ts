import { describe, expect, test } from "@jest/globals";
import { headerMap, headerValue } from "../../src/security/header-map.js";

describe("headerMap", () => {
  test("lower-cases names, trims values, joins repeated headers in their order (draft-cavage 2.3)", () => {
    expect(headerMap(["Host", " a ", "X-Y", "1", "HOST", "b", "x-y", "", "x-y", "3"])).toEqual({ host: "a, b", "x-y": "1, , 3" });
  });
  test("reads records too, with lists and absent values", () => {
    expect(headerMap({ "Set-Cookie": ["a", "b"], Date: "now", Absent: undefined })).toEqual({ "set-cookie": "a, b", date: "now" });
  });
  test("names of object members are headers like any other", () => {
    const headers = headerMap(["__proto__", "1", "constructor", "2"]);
    expect([headerValue(headers, "__proto__"), headerValue(headers, "constructor"), headerValue(headers, "tostring")]).toEqual(["1", "2", undefined]);
  });
  test("headerValue never gives something inherited", () => {
    expect(headerValue({}, "constructor")).toBeUndefined();
  });
});
