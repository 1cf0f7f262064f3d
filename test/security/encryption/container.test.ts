import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseContainer, writeContainer } from "../../../src/security/encryption/container.js";

interface Vector {
  readonly publicKeySpki: string;
  readonly privateKeyPkcs8: string;
  readonly container: string;
  readonly fingerprint: string;
  readonly encryptedKey: string;
  readonly aesKey: string;
  readonly iv: string;
  readonly ciphertextAndTag: string;
  readonly plaintext: string;
}
const vector = JSON.parse(readFileSync(new URL("../../vectors/ewp-rsa-aes128gcm.json", import.meta.url), "utf8")) as Vector;
const published = Buffer.from(vector.container, "base64");
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

test("the published container has the published parts", () => {
  const container = parseContainer(published);
  expect(container && {
    fingerprint: base64(Buffer.from(container.recipient, "hex")), encryptedKey: base64(container.encryptedKey), iv: base64(container.iv),
    ciphertextAndTag: base64(Buffer.concat([container.ciphertext, container.tag])),
  }).toEqual({ fingerprint: vector.fingerprint, encryptedKey: vector.encryptedKey, iv: vector.iv, ciphertextAndTag: vector.ciphertextAndTag });
});

describe("a container", () => {
  test("is written back as it was, whatever it holds", () => {
    const part = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
    const containers = fc.record({
      recipient: part(32).map((bytes) => Buffer.from(bytes).toString("hex")), encryptedKey: fc.uint8Array({ minLength: 256, maxLength: 2048 }),
      iv: part(12), ciphertext: fc.uint8Array({ maxLength: 100 }), tag: part(16),
    });
    fc.assert(fc.property(containers, (container) => {
      const read = parseContainer(writeContainer(container));
      expect(read && Object.fromEntries(Object.entries(read).map(([name, value]) => [name, typeof value === "string" ? value : Uint8Array.from(value)]))).toEqual(container);
    }));
  });

  test("is what fills its bytes exactly, or nothing", () => {
    const lengths = fc.constantFrom(0, 1, 255, 256, 257, 2048, 2049, 0xffff);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2200 }), lengths, (bytes, keyBytes) => {
      if (bytes.length >= 34) bytes.set([keyBytes >> 8, keyBytes & 0xff], 32);
      const read = parseContainer(bytes);
      const isOne = bytes.length >= 34 + keyBytes + 12 + 16 && keyBytes >= 256 && keyBytes <= 2048;
      expect(read !== undefined).toBe(isOne);
      if (read) expect(Buffer.compare(writeContainer(read), bytes)).toBe(0);
    }), { numRuns: 1000 });
  });

  test("may be empty inside, but not shorter than that", () => {
    expect(parseContainer(published.subarray(0, 34 + 256 + 12 + 16))?.ciphertext).toHaveLength(0);
    expect(parseContainer(published.subarray(0, 34 + 256 + 12 + 15))).toBeUndefined();
    expect(parseContainer(new Uint8Array())).toBeUndefined();
  });
});
