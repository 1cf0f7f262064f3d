import { X509Certificate } from "node:crypto";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import { foreignAuthorities } from "../../../src/sandbox/network/foreign-authorities.js";
import { createDevelopmentCa, issueServerCertificate } from "../../../src/security/keys/certificates.js";

const servers: Server[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))));

const validity = { now: new Date(), days: 2 };
const serving = async (cert: string, key: string): Promise<string> => {
  const server = createServer({ cert, key }, (_request, response) => response.end());
  servers.push(server);
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}/manifest.xml`;
};
const chain = async () => {
  const ca = await createDevelopmentCa("Foreign authority", validity);
  const leaf = await issueServerCertificate(ca, ["127.0.0.1"], validity);
  return { ca, leaf, key: leaf.privateKey.export({ type: "pkcs8", format: "pem" }) as string };
};
const subjects = (pems: readonly string[]): string[] => pems.map((pem) => new X509Certificate(pem).fingerprint256);

test("a foreign node on this machine is trusted by the chain that it presents", async () => {
  const { ca, leaf, key } = await chain();
  const found = await foreignAuthorities([await serving(`${leaf.certificatePem}${ca.certificatePem}`, key)]);
  expect(subjects(found)).toEqual(subjects([leaf.certificatePem, ca.certificatePem]));
});

test("without its authority in the chain, by its own certificate", async () => {
  const { leaf, key } = await chain();
  expect(subjects(await foreignAuthorities([await serving(leaf.certificatePem, key)]))).toEqual(subjects([leaf.certificatePem]));
});

test("other machines, plain addresses, servers that are down and nonsense give nothing", async () => {
  const { leaf, key } = await chain();
  const down = await serving(leaf.certificatePem, key);
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  expect(await foreignAuthorities(["https://ewp.example/manifest.xml", "http://127.0.0.1:9/manifest.xml", down, "nonsense"])).toEqual([]);
});
