import { safeUnwrapKey } from "../../../security/encryption/unwrap-key.js";
import { type Check, ok, warning } from "../finding.js";

export const runtime: Check = {
  name: "Node.js",
  run: async () => [safeUnwrapKey() ? ok(`Node.js ${process.versions.node} can decrypt what partners encrypt.`)
    : warning(`Node.js ${process.versions.node} has no safe RSA decryption, so encryption beyond TLS is not offered; and version 20 gets no repairs any more since April 2026.`, "Run this node with Node.js 22 or newer.")],
};
