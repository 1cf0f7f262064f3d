import { constants, publicEncrypt, randomBytes } from "node:crypto";
import { spawnSync } from "node:child_process";
import { expect, test } from "@jest/globals";
import { safeUnwrapKey } from "../../../src/security/encryption/unwrap-key.js";
import { generateKeyPair } from "../../../src/security/keys/key-pair.js";
import { skipped } from "../../support/skipped.js";

const { publicKey, privateKey } = await generateKeyPair();

test("a runtime that has a safe decryption never tells a wrong padding", () => {
  const unwrap = safeUnwrapKey();
  if (!unwrap) return skipped(`implicit rejection: Node.js ${process.version} has none, so nothing is offered; run with Node.js 22`);
  const key = randomBytes(16);
  expect(Buffer.compare(unwrap(privateKey, publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, key)), key)).toBe(0);
  for (let i = 0; i < 200; i++) {
    const unsound = publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, Buffer.concat([Buffer.from([0, 3]), randomBytes(254)]));
    expect(Buffer.compare(unwrap(privateKey, unsound), unwrap(privateKey, unsound))).toBe(0);
  }
});

test("a runtime that was told to decrypt without being safe is not believed", () => {
  if (safeUnwrapKey()) return skipped(`the reverted refusal: Node.js ${process.version} needs none; run with Node.js 20`);
  const module = new URL("../../../dist/security/encryption/unwrap-key.js", import.meta.url).href;
  const probe = `const { safeUnwrapKey } = await import(${JSON.stringify(module)}); process.stdout.write(\`\n\${safeUnwrapKey()}\`)`;
  const { stdout } = spawnSync(process.execPath, ["--security-revert=CVE-2023-46809", "--input-type=module", "-e", probe], { encoding: "utf8" });
  expect(stdout.split("\n").at(-1)).toBe("undefined");
});
