import { createPublicKey, X509Certificate } from "node:crypto";
import { spawnSync } from "node:child_process";
import { createServer, request, type RequestOptions, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createDevelopmentCa, issueServerCertificate, ownCertificate, type CertifiedKey } from "../../../src/security/keys/certificates.js";
import { certificateValidity } from "../../../src/security/keys/certificate-validity.js";
import { testKeyPair } from "../../support/keys/key-pairs.js";
import { testClientCertificate } from "../../support/servers/client-certificate.js";

const validity = { now: new Date(), days: 30 };
const ca = await createDevelopmentCa("Passerelle test CA", validity);
const serverCertificate = await issueServerCertificate(ca, ["127.0.0.1", "localhost", "::1"], validity);
const clientCertificate = testClientCertificate({ ca });
const pemOf = ({ privateKey }: CertifiedKey): string => privateKey.export({ type: "pkcs8", format: "pem" }).toString();

let server: Server;
let port: number;
beforeAll(async () => {
  server = createServer({ cert: serverCertificate.certificatePem, key: pemOf(serverCertificate), ca: ca.certificatePem, requestCert: true, rejectUnauthorized: false },
    (incoming, response) => response.end(String((incoming.socket as TLSSocket).authorized)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

const get = (options: RequestOptions): Promise<string> => new Promise((resolve, reject) => {
  request({ host: "127.0.0.1", port, agent: false, ...options }, (answer) => void answer.toArray().then((parts) => resolve(Buffer.concat(parts as Buffer[]).toString()), reject)).on("error", reject).end();
});

describe("certificates of the development CA in node's own TLS", () => {
  test("https://127.0.0.1 is trusted by its IP address, localhost by its name", async () => {
    expect(await get({ ca: ca.certificatePem })).toBe("false");
    expect(await get({ ca: ca.certificatePem, servername: "localhost" })).toBe("false");
  });
  test("another name is not, and without the CA nothing is", async () => {
    await expect(get({ ca: ca.certificatePem, servername: "ewp.example.edu" })).rejects.toMatchObject({ code: "ERR_TLS_CERT_ALTNAME_INVALID" });
    await expect(get({})).rejects.toMatchObject({ code: "SELF_SIGNED_CERT_IN_CHAIN" });
  });
  test("the client certificate is authorized", async () => {
    expect(await get({ ca: ca.certificatePem, cert: clientCertificate.certificatePem, key: pemOf(clientCertificate) })).toBe("true");
  });
});

describe("what the certificates say", () => {
  const certificate = new X509Certificate(serverCertificate.certificatePem);
  test("addresses and names", () => {
    expect(certificate.subjectAltName).toBe("IP Address:127.0.0.1, DNS:localhost, IP Address:0:0:0:0:0:0:0:1");
    expect(certificate.subject).toBe("CN=127.0.0.1");
    expect(certificate.checkIssued(new X509Certificate(ca.certificatePem))).toBe(true);
    expect([certificate.ca, new X509Certificate(ca.certificatePem).ca]).toEqual([false, true]);
    expect(certificate.checkPrivateKey(serverCertificate.privateKey)).toBe(true);
  });
  test("serial numbers are positive, 16 bytes, and differ", () => {
    const serials = [ca, serverCertificate].map(({ certificatePem }) => new X509Certificate(certificatePem).serialNumber);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/);
    expect(new Set(serials).size).toBe(2);
  });
  test("the period begins an hour ago and ends after the days asked for", () => {
    const seconds = Math.floor(validity.now.getTime() / 1000);
    const { notBefore, notAfter } = certificateValidity(serverCertificate.certificatePem);
    expect([notBefore.getTime() / 1000, notAfter.getTime() / 1000]).toEqual([seconds - 3600, seconds + 30 * 86_400]);
  });
  test("what is no certificate is not read", () => {
    expect(() => certificateValidity("nonsense")).toThrow();
  });
});

describe("our own client certificate", () => {
  const { privateKey } = testKeyPair();
  const own = ownCertificate(privateKey, "uni.example.edu");
  const certificate = new X509Certificate(own.certificatePem);

  test("is self-signed by the key that it belongs to, for clients, and for no other use", () => {
    expect([certificate.subject, certificate.issuer, certificate.ca]).toEqual(["CN=uni.example.edu", "CN=uni.example.edu", false]);
    expect(certificate.verify(createPublicKey(privateKey))).toBe(true);
    expect(certificate.checkPrivateKey(privateKey)).toBe(true);
    expect(certificate.keyUsage).toEqual(["1.3.6.1.5.5.7.3.2"]);
    expect(certificate.serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/);
  });
  test("is the same bytes whenever it is made, others for another key or institution", () => {
    expect(ownCertificate(privateKey, "uni.example.edu").certificatePem).toBe(own.certificatePem);
    expect(new X509Certificate(ownCertificate(privateKey, "poly.example.edu").certificatePem).serialNumber).not.toBe(certificate.serialNumber);
    expect(new X509Certificate(ownCertificate(serverCertificate.privateKey, "uni.example.edu").certificatePem).serialNumber).not.toBe(certificate.serialNumber);
  });
  test("ends only with its publication", () => {
    expect(certificateValidity(own.certificatePem)).toEqual({ notBefore: new Date("2020-01-01T00:00:00Z"), notAfter: new Date("9999-12-31T23:59:59Z") });
  });
  test("is read by the openssl command", () => {
    const { stdout, stderr } = spawnSync("openssl", ["x509", "-noout", "-checkend", "0", "-purpose"], { input: own.certificatePem, encoding: "utf8" });
    expect(stderr).toBe("");
    expect(stdout).toContain("Certificate will not expire");
    expect(stdout).toContain("SSL client : Yes");
    expect(stdout).toContain("SSL server : No");
  });
});
