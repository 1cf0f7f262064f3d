import { X509Certificate } from "node:crypto";
import type { HostKeys, OwnCertificates } from "../../ewp/runtime/ports.js";
import { type CertifiedKey, ownCertificate } from "../../security/keys/certificates.js";
import { fingerprintOf, publicKeyFromSpki } from "../../security/keys/public-key.js";

/** The certificates that follow from the client keys, each made when it is first asked for. */
export const createOwnCertificates = (keys: HostKeys): OwnCertificates => {
  const made = new Map<string, CertifiedKey>();
  const certified = (heiId: string, keyId: string): CertifiedKey | undefined => {
    const privateKey = keys.keysOf(heiId)?.decryptionKeys.get(keyId);
    const certificate = made.get(keyId) ?? (privateKey && ownCertificate(privateKey, heiId));
    if (certificate) made.set(keyId, certificate);
    return certificate;
  };
  return {
    certificateOf: (heiId) => certified(heiId, keys.keysOf(heiId)?.client.keyId ?? ""),
    publishedOf: (heiId) => (keys.keysOf(heiId)?.publishedClientKeys ?? []).flatMap((spki) => {
      const certificate = certified(heiId, fingerprintOf(publicKeyFromSpki(spki)));
      return certificate ? [new X509Certificate(certificate.certificatePem).raw.toString("base64")] : [];
    }),
  };
};
