import { X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../../kernel/ports.js";
import { createDevelopmentCa, issueServerCertificate } from "../../security/keys/certificates.js";

/** Files of the development authority and of the one server certificate that all listeners of the sandbox share. */
export interface CertificateFiles {
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
}

const DAYS = 365;
const RENEW_BEFORE_MS = 24 * 3_600_000;
const OWNER_ONLY = { mode: 0o600 };

/**
 * Makes an authority and a certificate for 127.0.0.1 and localhost, once per data directory and again when they run out. The
 * authority's own key is thrown away: nobody can make further certificates that this machine's sandbox trusts.
 */
export const sandboxCertificates = async (dataDir: string, clock: Clock): Promise<CertificateFiles> => {
  const dir = join(dataDir, "certificates");
  const files = { caFile: join(dir, "ca.pem"), certFile: join(dir, "server.pem"), keyFile: join(dir, "server.key") };
  if (Object.values(files).every((file) => existsSync(file)) && isValid(files.certFile, clock)) return files;
  mkdirSync(dir, { recursive: true });
  const validity = { now: clock.now(), days: DAYS };
  const ca = await createDevelopmentCa("Passerelle sandbox authority", validity);
  const server = await issueServerCertificate(ca, ["127.0.0.1", "localhost"], validity);
  writeFileSync(files.keyFile, server.privateKey.export({ type: "pkcs8", format: "pem" }), OWNER_ONLY);
  writeFileSync(files.certFile, server.certificatePem);
  writeFileSync(files.caFile, ca.certificatePem);
  return files;
};

const isValid = (certFile: string, clock: Clock): boolean => {
  const { validTo } = new X509Certificate(readFileSync(certFile));
  return Date.parse(validTo) - RENEW_BEFORE_MS > clock.now().getTime();
};
