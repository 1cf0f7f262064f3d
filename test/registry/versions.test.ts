import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { highestFirst, isVersion } from "../../src/registry/versions.js";

test.each(["7.0.0", "0.0.0", "1.10.0", "10.200.3000"])("%s is a version", (text) => expect(isVersion(text)).toBe(true));
test.each(["", "7", "7.0", "7.0.0.0", "v7.0.0", "7.0.x", " 7.0.0", "7.0.0-rc1", "-1.0.0"])("'%s' is none", (text) => expect(isVersion(text)).toBe(false));

test("1.10.0 comes before 1.9.0", () => {
  expect(["1.9.0", "2.0.0", "1.10.0", "1.9.10", "1.9.9"].sort(highestFirst)).toEqual(["2.0.0", "1.10.0", "1.9.10", "1.9.9", "1.9.0"]);
});

test("the order is that of the numbers", () => {
  const version = fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12));
  fc.assert(fc.property(version, version, (a, b) => {
    const difference = b[0] - a[0] || b[1] - a[1] || b[2] - a[2];
    expect(Math.sign(highestFirst(a.join("."), b.join(".")))).toBe(Math.sign(difference));
  }));
});
