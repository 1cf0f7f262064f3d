import { createPrivateKey, createPublicKey } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { manifest } from "../../ewp/discovery/v6/documents.js";
import { heiId } from "../../kernel/ids.js";
import { generateKeyPair } from "../../security/keys/key-pair.js";
import { spkiBase64Of } from "../../security/keys/public-key.js";
import { writeDocument } from "../../xml/write.js";

/** Somebody who only asks: `passerelle self-test` signs with this key, and the sandbox's registry lists it. */
export interface SandboxTester {
  readonly keyFile: string;
  /** For the registry; a file, since the tester serves nothing. */
  readonly manifestUrl: string;
}

const HEI_ID = heiId("tester.example");

/** The tester of a sandbox; made when it is missing. */
export const sandboxTester = async (dataDir: string): Promise<SandboxTester> => {
  const directory = join(dataDir, "tester");
  const [keyFile, manifestFile] = [join(directory, "key.pem"), join(directory, "manifest.xml")];
  if (!existsSync(keyFile)) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const { privateKey } = await generateKeyPair();
    writeFileSync(keyFile, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  }
  writeFileSync(manifestFile, writeDocument(manifest, {
    host: {
      adminEmails: ["tester@tester.example"], adminProvider: "Sandbox tester (Passerelle)", institutionsCovered: { hei: { id: HEI_ID, otherIds: [], names: [{ text: "Tester of the sandbox", lang: "en" }] } },
      clientCredentialsInUse: { certificates: [], rsaPublicKeys: [spkiBase64Of(createPublicKey(createPrivateKey(readFileSync(keyFile))))] },
    },
  }));
  return { keyFile, manifestUrl: pathToFileURL(manifestFile).href };
};
