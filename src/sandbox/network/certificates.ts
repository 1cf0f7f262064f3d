import { X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../../kernel/ports.js";
import { createDevelopmentCa, issueServerCertificate } from "../../security/keys/certificates.js";

/** Files of the development authority and of the one server certificate that all listeners of the sandbox share. */
export interface CertificateFiles {
  readonly caFile: string;
  /** The authority's key, for foreign nodes on this machine that need a certificate of their own. */
  readonly caKeyFile: string;
  /** What nodes and registry trust: the authority, and those that the sandbox was told of. */
  readonly trustFile: string;
  readonly certFile: string;
  readonly keyFile: string;
}

const DAYS = 365;
const RENEW_BEFORE_MS = 24 * 3_600_000;
const OWNER_ONLY = { mode: 0o600 };

/**
 * Makes an authority and a certificate for 127.0.0.1 and localhost, once per data directory and again when they run out. Only this
 * sandbox's own processes trust the authority. `trusted` are certificates (PEM) that they trust as well.
 */
export const sandboxCertificates = async (dataDir: string, clock: Clock, trusted: readonly string[] = []): Promise<CertificateFiles> => {
  const dir = join(dataDir, "certificates");
  const files = {
    caFile: join(dir, "ca.pem"), caKeyFile: join(dir, "ca.key"), trustFile: join(dir, "trusted.pem"), certFile: join(dir, "server.pem"), keyFile: join(dir, "server.key"),
  };
  mkdirSync(dir, { recursive: true });
  const made = [files.caFile, files.caKeyFile, files.certFile, files.keyFile].every((file) => existsSync(file));
  if (!made || !isValid(files.certFile, clock)) await makeCertificates(files, clock);
  writeFileSync(files.trustFile, [readFileSync(files.caFile, "utf8"), ...trusted].map((pem) => pem.trim()).join("\n"));
  return files;
};

const makeCertificates = async (files: CertificateFiles, clock: Clock): Promise<void> => {
  const validity = { now: clock.now(), days: DAYS };
  const ca = await createDevelopmentCa("Passerelle sandbox authority", validity);
  const server = await issueServerCertificate(ca, ["127.0.0.1", "localhost"], validity);
  writeFileSync(files.keyFile, server.privateKey.export({ type: "pkcs8", format: "pem" }), OWNER_ONLY);
  writeFileSync(files.certFile, server.certificatePem);
  writeFileSync(files.caKeyFile, ca.privateKey.export({ type: "pkcs8", format: "pem" }), OWNER_ONLY);
  writeFileSync(files.caFile, ca.certificatePem);
};

const isValid = (certFile: string, clock: Clock): boolean => {
  const { validTo } = new X509Certificate(readFileSync(certFile));
  return Date.parse(validTo) - RENEW_BEFORE_MS > clock.now().getTime();
};
