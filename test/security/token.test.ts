import { describe, expect, test } from "@jest/globals";
import { generateToken, hashToken, isToken } from "../../src/security/token.js";

describe("API tokens", () => {
  test("carry 256 random bits behind a prefix that can be searched for", () => {
    const tokens = Array.from({ length: 100 }, generateToken);
    expect(new Set(tokens).size).toBe(100);
    for (const token of tokens) {
      expect(token).toMatch(/^psl_[A-Za-z0-9_-]{43}$/);
      expect(Buffer.from(token.slice(4), "base64url")).toHaveLength(32);
      expect(isToken(token)).toBe(true);
    }
  });
  test.each(["", "psl_", "psl_short", `PSL_${"a".repeat(43)}`, `psl_${"a".repeat(44)}`, ` psl_${"a".repeat(43)}`])("%j is no token", (text) => {
    expect(isToken(text)).toBe(false);
  });
  test("are stored as SHA-256 (vector: FIPS 180-2, abc)", () => {
    expect(hashToken("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
});
