import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { keyProblem, publicKeyOf } from "../../../src/registry/parse/public-keys.js";
import { testKey } from "../../support/registry/catalogue-xml.js";
import { syntheticKey } from "../../support/registry/synthetic-catalogue.js";

const fingerprint = (der: Uint8Array): string => createHash("sha256").update(der).digest("hex");

describe("recognising usable keys by their bytes", () => {
  const { der } = testKey();

  test("agrees with OpenSSL, whatever byte of a good key is changed", () => {
    fc.assert(fc.property(fc.nat(der.length - 1), fc.nat(255), (at, byte) => {
      const changed = Buffer.from(der);
      changed[at] = byte;
      if (keyProblem(fingerprint(changed), changed)) return;
      const key = publicKeyOf(changed);
      expect(key.asymmetricKeyType).toBe("rsa");
      expect(key.asymmetricKeyDetails?.modulusLength).toBeGreaterThanOrEqual(2048);
    }), { numRuns: 2000 });
  });

  test("a key that is cut short or continued is none", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: der.length - 1 }), (length) => {
      const cut = der.subarray(0, length);
      expect(keyProblem(fingerprint(cut), cut)?.reason).toBe("key-unreadable");
    }));
  });

  test("keys with another exponent are left to OpenSSL and are fine", () => {
    const { der: usual } = syntheticKey("exponent");
    const other = Buffer.from(usual);
    other[other.length - 1] = 3;
    expect(keyProblem(fingerprint(other), other)).toBeUndefined();
    expect(publicKeyOf(other).asymmetricKeyDetails?.publicExponent).toBe(65_539n);
  });
});
