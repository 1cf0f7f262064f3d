/** A certificate authority of the test and a certificate for 127.0.0.1, made once per test file. */
import { createDevelopmentCa, issueServerCertificate } from "../../../src/security/keys/certificates.js";

export interface TestTls {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

export const testTls = async (hosts: readonly [string, ...string[]] = ["127.0.0.1", "localhost"]): Promise<TestTls> => {
  const validity = { now: new Date(), days: 2 };
  const ca = await createDevelopmentCa("Test authority", validity);
  const server = await issueServerCertificate(ca, hosts, validity);
  return { ca: ca.certificatePem, cert: server.certificatePem, key: server.privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
};
