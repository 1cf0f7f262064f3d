/** TLS client certificates of every kind: self-signed or by an authority, of any period. */
import { createHash, createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import forge from "node-forge";
import type { CertifiedKey } from "../../../src/security/keys/certificates.js";
import { testKeyPair } from "../keys/key-pairs.js";

export interface TestCertificate extends CertifiedKey {
  /** Lower-case hex SHA-256 of the DER certificate, worked out here and not by the code under test. */
  readonly fingerprint: string;
  readonly keyPem: string;
}

const DAY_MS = 86_400_000;

export const testClientCertificate = ({ commonName = "a client", ca, notBefore, notAfter, privateKey = testKeyPair().privateKey }: {
  readonly commonName?: string;
  /** Self-signed without one. */
  readonly ca?: CertifiedKey;
  /** From yesterday until tomorrow unless told otherwise. */
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly privateKey?: KeyObject;
} = {}): TestCertificate => {
  const certificate = forge.pki.createCertificate();
  const keyPem = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
  certificate.publicKey = forge.pki.publicKeyFromPem(createPublicKey(privateKey).export({ type: "spki", format: "pem" }).toString());
  certificate.serialNumber = "4a11";
  certificate.validity = { notBefore: notBefore ?? new Date(Date.now() - DAY_MS), notAfter: notAfter ?? new Date(Date.now() + DAY_MS) };
  const name = [{ name: "commonName", value: commonName }];
  certificate.setSubject(name);
  certificate.setIssuer(ca ? forge.pki.certificateFromPem(ca.certificatePem).subject.attributes : name);
  certificate.setExtensions([{ name: "extKeyUsage", clientAuth: true }]);
  const signer = ca ? ca.privateKey.export({ type: "pkcs1", format: "pem" }).toString() : keyPem;
  certificate.sign(forge.pki.privateKeyFromPem(signer), forge.md.sha256.create());
  const certificatePem = forge.pki.certificateToPem(certificate);
  return { certificatePem, privateKey, keyPem, fingerprint: createHash("sha256").update(new X509Certificate(certificatePem).raw).digest("hex") };
};
