import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { checkDigest, sha256Digest } from "../../src/security/digest.js";
import { refusalOf } from "./refusal-of.js";

const EMPTY = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
const nothing = Buffer.alloc(0);

test("row 23: the digest of the empty body is the one of PROTOCOL 3.3", () => {
  expect(sha256Digest(nothing)).toBe(`SHA-256=${EMPTY}`);
});

describe("row 20: Digest", () => {
  test.each([
    `SHA-256=${EMPTY}`, `shA-256=${EMPTY}`, `MD5=1B2M2Y8AsgTpgAmY7PhCfg==, shA-256=${EMPTY}`, `SHA-256=${EMPTY},SHA=2jmj7l5rSw0yVb/vlWAYkK/YBwk=`,
    `SHA-256=${EMPTY}, sha-256=${EMPTY}`,
  ])("%s is accepted", (header) => {
    expect(() => checkDigest(header, nothing)).not.toThrow();
  });

  test.each([
    [undefined, "The Digest header is absent; expected one with SHA-256."],
    ["SHA=2jmj7l5rSw0yVb/vlWAYkK/YBwk=", 'The Digest header "SHA=2jmj7l5rSw0yVb/vlWAYkK/YBwk=" has no SHA-256 entry.'],
    ["", 'The Digest header "" has no SHA-256 entry.'],
    ["SHA-256=AAAA", `The Digest header says SHA-256="AAAA", but the 0 bytes of the body have SHA-256="${EMPTY}".`],
    [`SHA-256=${EMPTY}, SHA-256=AAAA`, `The Digest header says SHA-256="AAAA", but the 0 bytes of the body have SHA-256="${EMPTY}".`],
    [`SHA-256=${EMPTY.slice(0, -1)}`, `The Digest header says SHA-256="${EMPTY.slice(0, -1)}", but the 0 bytes of the body have SHA-256="${EMPTY}".`],
  ])("%s is refused with 400", (header, message) => {
    expect(refusalOf(() => checkDigest(header, nothing))).toEqual({ status: 400, message });
  });
});

test("a body with one bit changed is refused", () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(), fc.nat(7), (body, position, bit) => {
    const header = sha256Digest(body);
    checkDigest(header, body);
    const changed = Uint8Array.from(body);
    const at = position % body.length;
    changed[at] = (changed[at] ?? 0) ^ (1 << bit);
    expect(refusalOf(() => checkDigest(header, changed))?.status).toBe(400);
  }));
});

test("any text without the right digest is refused with 400 and nothing else", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), (header) => {
    expect(refusalOf(() => checkDigest(header, nothing))?.status).toBe(400);
  }));
});
