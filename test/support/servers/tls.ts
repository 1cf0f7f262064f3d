/** A certificate authority of the tests and a certificate for 127.0.0.1, made once a day. */
import { createDevelopmentCa, issueServerCertificate } from "../../../src/security/keys/certificates.js";
import { keep, kept } from "../keys/kept-between-runs.js";

export interface TestTls {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

const DAY_MS = 86_400_000;

export const testTls = async (hosts: readonly [string, ...string[]] = ["127.0.0.1", "localhost"]): Promise<TestTls> => {
  const name = `tls/${Math.floor(Date.now() / DAY_MS)}-${encodeURIComponent(hosts.join())}.json`;
  const known = kept(name);
  if (known !== undefined) return JSON.parse(known) as TestTls;
  const made = await madeFor(hosts);
  keep(name, JSON.stringify(made));
  return made;
};

const madeFor = async (hosts: readonly [string, ...string[]]): Promise<TestTls> => {
  const validity = { now: new Date(), days: 2 };
  const ca = await createDevelopmentCa("Test authority", validity);
  const server = await issueServerCertificate(ca, hosts, validity);
  return { ca: ca.certificatePem, cert: server.certificatePem, key: server.privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
};
