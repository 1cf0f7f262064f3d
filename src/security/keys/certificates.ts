import { createHash, createPublicKey, type KeyObject, randomBytes } from "node:crypto";
import { isIP } from "node:net";
import forge from "node-forge";
import { generateKeyPair } from "./key-pair.js";
import { fingerprintOf } from "./public-key.js";

/** A certificate with the private key that belongs to it. */
export interface CertifiedKey {
  readonly certificatePem: string;
  readonly privateKey: KeyObject;
}

/** From when and for how long a certificate is valid. */
export interface Validity {
  readonly now: Date;
  readonly days: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SERIAL_BYTES = 16;
const AUTHORITY = [
  { name: "basicConstraints", cA: true, critical: true },
  { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
  { name: "subjectKeyIdentifier" },
];
const END_ENTITY = [
  { name: "basicConstraints", cA: false, critical: true },
  { name: "keyUsage", digitalSignature: true, keyEncipherment: true, critical: true },
];

/** A certificate authority for local networks and tests; nobody else trusts it. */
export const createDevelopmentCa = async (commonName: string, validity: Validity): Promise<CertifiedKey> => {
  const { publicKey, privateKey } = await generateKeyPair();
  const unsigned = certificateOf(publicKey, commonName, validity);
  unsigned.setIssuer(unsigned.subject.attributes);
  return { certificatePem: signed(unsigned, AUTHORITY, privateKey), privateKey };
};

/** An authority under another one: what it issues is trusted only by those who are shown its own certificate too. */
export const createIntermediateCa = (ca: CertifiedKey, commonName: string, validity: Validity): Promise<CertifiedKey> => issue(ca, commonName, validity, AUTHORITY);

/**
 * A TLS server certificate for `hosts`: DNS names or IP addresses, the first is the common name. `https://127.0.0.1` needs the address
 * itself among them: clients look for IP addresses in no other place.
 */
export const issueServerCertificate = (ca: CertifiedKey, hosts: readonly [string, ...string[]], validity: Validity): Promise<CertifiedKey> =>
  issue(ca, hosts[0], validity, [...END_ENTITY, { name: "extKeyUsage", serverAuth: true }, alternativeNames(hosts)]);

/** No end that anybody watches (RFC 5280 4.1.2.5): it ends when the manifest no longer publishes it. */
const WHILE_PUBLISHED = { notBefore: new Date("2020-01-01T00:00:00Z"), notAfter: new Date("9999-12-31T23:59:59Z") };

/**
 * The self-signed TLS client certificate of a key pair (PROTOCOL 3.9). It is the same bytes whenever and wherever it is made, so nothing
 * of it is stored, and it lives and is withdrawn with its key. Takes some 50 ms.
 */
export const ownCertificate = (privateKey: KeyObject, commonName: string): CertifiedKey => {
  const publicKey = createPublicKey(privateKey);
  const unsigned = forge.pki.createCertificate();
  unsigned.publicKey = forgePublicKey(publicKey);
  unsigned.serialNumber = serialOf(createHash("sha256").update(`${commonName} ${fingerprintOf(publicKey)}`).digest());
  unsigned.validity = WHILE_PUBLISHED;
  unsigned.setSubject(nameOf(commonName));
  unsigned.setIssuer(nameOf(commonName));
  return { certificatePem: signed(unsigned, [...END_ENTITY, { name: "extKeyUsage", clientAuth: true }], privateKey), privateKey };
};

const issue = async (ca: CertifiedKey, commonName: string, validity: Validity, extensions: readonly object[]): Promise<CertifiedKey> => {
  const { publicKey, privateKey } = await generateKeyPair();
  const unsigned = certificateOf(publicKey, commonName, validity);
  const issuer = forge.pki.certificateFromPem(ca.certificatePem);
  unsigned.setIssuer(issuer.subject.attributes);
  const authority = { name: "authorityKeyIdentifier", keyIdentifier: issuer.generateSubjectKeyIdentifier().getBytes() };
  return { certificatePem: signed(unsigned, [...extensions, authority], ca.privateKey), privateKey };
};

const certificateOf = (publicKey: KeyObject, commonName: string, { now, days }: Validity): forge.pki.Certificate => {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forgePublicKey(publicKey);
  certificate.serialNumber = serialOf(randomBytes(SERIAL_BYTES));
  // An hour of grace for machines whose clock is behind.
  certificate.validity = { notBefore: new Date(now.getTime() - HOUR_MS), notAfter: new Date(now.getTime() + days * DAY_MS) };
  certificate.setSubject(nameOf(commonName));
  return certificate;
};

/** Positive and of full length (RFC 5280 4.1.2.2). */
const serialOf = (bytes: Buffer): string => {
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString("hex", 0, SERIAL_BYTES);
};

const signed = (certificate: forge.pki.Certificate, extensions: readonly object[], key: KeyObject): string => {
  certificate.setExtensions(extensions.map((extension) => ({ ...extension }))); // forge writes into what it is given
  certificate.sign(forgePrivateKey(key), forge.md.sha256.create());
  return forge.pki.certificateToPem(certificate);
};

const alternativeNames = (hosts: readonly string[]): object => ({
  name: "subjectAltName",
  altNames: hosts.map((host) => (isIP(host) ? { type: 7, ip: host } : { type: 2, value: host })),
});

const nameOf = (commonName: string): forge.pki.CertificateField[] => [{ name: "commonName", value: commonName }];
const forgePublicKey = (key: KeyObject): forge.pki.PublicKey => forge.pki.publicKeyFromPem(key.export({ type: "spki", format: "pem" }).toString());
const forgePrivateKey = (key: KeyObject): forge.pki.rsa.PrivateKey => forge.pki.privateKeyFromPem(key.export({ type: "pkcs1", format: "pem" }).toString());
