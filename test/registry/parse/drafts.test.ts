import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { usableUrl } from "../../../src/registry/parse/drafts.js";

const label = fc.oneof(fc.stringMatching(/^[a-z\d-]{1,4}$/), fc.constantFrom("xn--a", "a--b", "0", "1e3", "0x1", "_", "É", "A"));
const host = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join("."));
const port = fc.oneof(fc.constant(""), fc.integer({ min: 0, max: 99_999 }).map((number) => `:${number}`), fc.constantFrom(":", ":x"));
const path = fc.oneof(fc.constantFrom("", "/", "/ewp/iias?x=%zz", "/a#b", "/ ", "?x", "/\\"), fc.string({ unit: "binary", maxLength: 8 }).map((text) => `/${text}`));

describe("the address of an API", () => {
  test("is usable when it is https, has no fragment and can be parsed, whatever its form", () => {
    fc.assert(fc.property(fc.constantFrom("https://", "http://", "HTTPS://"), host, port, path, (...parts) => {
      const url = parts.join("");
      expect({ url, usable: usableUrl(url) }).toEqual({ url, usable: /^https:\/\/[^\s#]+$/.test(url) && URL.canParse(url) });
    }), { numRuns: 5000 });
  });
});
