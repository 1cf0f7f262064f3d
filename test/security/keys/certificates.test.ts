import { createPublicKey, generateKeyPairSync, X509Certificate } from "node:crypto";
import { createServer, request, type RequestOptions, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import forge from "node-forge";
import { certificateRequest, createDevelopmentCa, issueClientCertificate, issueServerCertificate, type CertifiedKey } from "../../../src/security/keys/certificates.js";
import { certificateValidity } from "../../../src/security/keys/certificate-validity.js";

const validity = { now: new Date(), days: 30 };
const ca = await createDevelopmentCa("Passerelle test CA", validity);
const serverCertificate = await issueServerCertificate(ca, ["127.0.0.1", "localhost", "::1"], validity);
const clientCertificate = await issueClientCertificate(ca, "a client", validity);
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
    const serials = [ca, serverCertificate, clientCertificate].map(({ certificatePem }) => new X509Certificate(certificatePem).serialNumber);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/);
    expect(new Set(serials).size).toBe(3);
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

test("a certificate request carries the key and the names, signed by that key", () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const request_ = forge.pki.certificationRequestFromPem(certificateRequest(privateKey, ["ewp.example.edu", "ewp2.example.edu"]));
  expect(request_.verify()).toBe(true);
  expect(request_.publicKey && forge.pki.publicKeyToPem(request_.publicKey).replaceAll("\r", "")).toBe(createPublicKey(privateKey).export({ type: "spki", format: "pem" }));
  const [names] = request_.getAttribute({ name: "extensionRequest" })?.extensions ?? [];
  expect(names).toMatchObject({ name: "subjectAltName", altNames: [{ type: 2, value: "ewp.example.edu" }, { type: 2, value: "ewp2.example.edu" }] });
});
