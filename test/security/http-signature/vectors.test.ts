import { readFileSync } from "node:fs";
import { createPrivateKey, createPublicKey } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { badRequest } from "../../../src/kernel/errors.js";
import { sha256Digest } from "../../../src/security/digest.js";
import { headerMap } from "../../../src/security/header-map.js";
import { parseSignatureParameters } from "../../../src/security/http-signature/parameters.js";
import { requestTarget } from "../../../src/security/http-signature/request-head.js";
import { rsaSha256Sign, rsaSha256Verify } from "../../../src/security/http-signature/rsa-sha256.js";
import { signingString } from "../../../src/security/http-signature/signing-string.js";

interface Vectors {
  keyId: string;
  publicKeySpki: string;
  privateKeyPkcs1: string;
  request: { method: string; target: string; headers: string[]; body: string };
  cases: { name: string; names: string[]; parameters: string; signingString: string; signature: string }[];
}
const vectors = JSON.parse(readFileSync(new URL("../../vectors/draft-cavage-appendix-c.json", import.meta.url), "utf8")) as Vectors;
const publicKey = createPublicKey({ key: Buffer.from(vectors.publicKeySpki, "base64"), format: "der", type: "spki" });
const privateKey = createPrivateKey({ key: Buffer.from(vectors.privateKeyPkcs1, "base64"), format: "der", type: "pkcs1" });
const head = { ...vectors.request, headers: headerMap(vectors.request.headers) };

describe.each(vectors.cases)("draft-cavage appendix $name", ({ names, parameters, signature, signingString: expected }) => {
  test("the parameters are read", () => {
    expect(parseSignatureParameters(parameters, badRequest)).toEqual({ keyId: vectors.keyId, headers: names, signature });
  });
  test("the signing string is the published one", () => {
    expect(signingString(names, head.headers, requestTarget(head))).toBe(expected);
  });
  test("the published signature verifies, and ours is the same", async () => {
    expect(rsaSha256Verify(expected, publicKey, signature)).toBe(true);
    expect(await rsaSha256Sign(expected, privateKey)).toBe(signature);
  });
  test("it does not verify with one character changed", () => {
    expect(rsaSha256Verify(expected.replace("2014", "2015"), publicKey, signature)).toBe(false);
  });
});

test("the published digest of the body", () => {
  expect(sha256Digest(Buffer.from(vectors.request.body))).toBe(head.headers["digest"]);
});
