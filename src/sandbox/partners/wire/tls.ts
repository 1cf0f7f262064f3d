import { type CertifiedKey, createIntermediateCa, issueServerCertificate } from "../../../security/keys/certificates.js";
import type { Personality } from "../personality.js";

export interface ServerTls {
  readonly cert: string;
  readonly key: string;
}

const DAYS = 365;
const DAY_MS = 24 * 3_600_000;

/** The certificate that a partner's server presents, made by the sandbox's authority. */
export const tlsFor = async ({ tls }: Personality, ca: CertifiedKey, now: Date): Promise<ServerTls> => {
  const issuer = tls === "chain-cut" ? await createIntermediateCa(ca, "Passerelle sandbox intermediate authority", { now, days: DAYS }) : ca;
  const validity = tls === "expired" ? { now: new Date(now.getTime() - 10 * DAY_MS), days: 7 } : { now, days: DAYS };
  const { certificatePem, privateKey } = await issueServerCertificate(issuer, ["127.0.0.1", "localhost"], validity);
  return { cert: certificatePem, key: privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
};
