import { X509Certificate } from "node:crypto";

/** The period in which a certificate (PEM or DER) is valid, for warnings before it ends. Throws when it cannot be read. */
export const certificateValidity = (certificate: string | Buffer): { readonly notBefore: Date; readonly notAfter: Date } => {
  const { validFrom, validTo } = new X509Certificate(certificate);
  return { notBefore: new Date(validFrom), notAfter: new Date(validTo) };
};
