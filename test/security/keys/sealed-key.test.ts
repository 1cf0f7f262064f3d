import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { generateKeyPair } from "../../../src/security/keys/key-pair.js";
import { openPrivateKey, sealPrivateKey } from "../../../src/security/keys/sealed-key.js";
import { sealingKey } from "../../../src/security/keys/sealing.js";

const { privateKey } = await generateKeyPair();
const sealing = await sealingKey("correct horse battery staple");
const sealed = sealPrivateKey(sealing, "key-1", privateKey);
const doesNotOpen = (keyId: string) => `The private key ${keyId} does not open: the master secret is another one, or the stored value was changed or belongs to another key.`;

describe("private keys at rest", () => {
  test("open again with the same master secret, also when derived anew", async () => {
    expect(openPrivateKey(sealing, "key-1", sealed).equals(privateKey)).toBe(true);
    expect(openPrivateKey(await sealingKey("correct horse battery staple"), "key-1", sealed).equals(privateKey)).toBe(true);
  });
  test("are never sealed the same way twice, and show nothing of the key", () => {
    expect(sealPrivateKey(sealing, "key-1", privateKey)).not.toBe(sealed);
    expect(sealed).toMatch(/^v1\.[A-Za-z0-9_-]+$/);
    const clear = privateKey.export({ type: "pkcs8", format: "der" });
    expect(Buffer.from(sealed.slice(3), "base64url").includes(clear.subarray(40, 56))).toBe(false);
  });
  test("do not open with another master secret", async () => {
    const other = await sealingKey("correct horse battery stapler");
    expect(() => openPrivateKey(other, "key-1", sealed)).toThrow(new Error(doesNotOpen("key-1")));
  });
  test("do not open in the row of another key", () => {
    expect(() => openPrivateKey(sealing, "key-2", sealed)).toThrow(new Error(doesNotOpen("key-2")));
  });
  test.each(["", "v2.AAAA", "AAAA", "V1.AAAA"])("an unknown format is named: %j", (text) => {
    expect(() => openPrivateKey(sealing, "key-1", text)).toThrow(new Error("The private key key-1 is sealed in an unknown format; expected v1."));
  });
  test("do not open with one bit changed, nor cut anywhere", () => {
    const bytes = Buffer.from(sealed.slice(3), "base64url");
    fc.assert(fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << bit);
      for (const wrong of [changed, bytes.subarray(0, at)]) {
        expect(() => openPrivateKey(sealing, "key-1", `v1.${wrong.toString("base64url")}`)).toThrow(new Error(doesNotOpen("key-1")));
      }
    }));
  });
  test("a master secret that is too short is refused", async () => {
    await expect(sealingKey("short")).rejects.toThrow(new RangeError("The master secret has 5 characters; expected at least 16."));
  });
});
