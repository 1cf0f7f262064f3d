/** The `openssl` command: an implementation of RSA and X.509 that is not ours. */
import { spawnSync } from "node:child_process";
import type { KeyObject } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { safeUnwrapKey, type UnwrapKey } from "../../src/security/encryption/unwrap-key.js";
import { skipped } from "./skipped.js";

/** Runs `work` with a directory of its own for files of keys. */
const withDirectory = <T>(work: (directory: string) => T): T => {
  const directory = mkdtempSync(join(tmpdir(), "passerelle-openssl-"));
  try {
    return work(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
};

/** RSA PKCS#1 v1.5 decryption by `openssl pkeyutl`; throws when the padding is wrong, so for tests only. */
export const opensslUnwrapKey: UnwrapKey = (privateKey: KeyObject, encrypted) => withDirectory((directory) => {
  const file = join(directory, "key.pem");
  writeFileSync(file, privateKey.export({ type: "pkcs8", format: "pem" }));
  const { status, stdout, stderr } = spawnSync("openssl", ["pkeyutl", "-decrypt", "-inkey", file, "-pkeyopt", "rsa_padding_mode:pkcs1"], { input: encrypted });
  if (status !== 0) throw new Error(`openssl pkeyutl: ${stderr.toString().split("\n")[0]}`);
  return stdout;
});

/** The runtime's own decryption where it is safe, else that of the `openssl` command: the rest of the code is the same. */
export const unwrapKeyForTests = (): UnwrapKey => {
  const own = safeUnwrapKey();
  if (own === undefined) skipped(`the runtime's own RSA decryption: Node.js ${process.version} has no safe one, the openssl command stands in; run the same tests with Node.js 22`);
  return own ?? opensslUnwrapKey;
};
