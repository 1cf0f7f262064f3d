/** The commands against an office listener that lets nobody in without a certificate. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createOfficeServer } from "../../src/api/listener/office-server.js";
import { omit } from "../../src/kernel/omit.js";
import { dataOf, officeClient, OfficeRefused } from "../../src/sandbox/office-client.js";
import { createDevelopmentCa } from "../../src/security/keys/certificates.js";
import { closed } from "../support/ewp/ewp-node.js";
import { keptLog } from "../support/fixed-ports.js";
import { testClientCertificate } from "../support/servers/client-certificate.js";
import { testTls } from "../support/servers/tls.js";

const directory = mkdtempSync(join(tmpdir(), "passerelle-office-client-"));
const tls = await testTls();
const ca = await createDevelopmentCa("Office authority", { now: new Date(), days: 2 });
const { certificatePem, keyPem } = testClientCertificate({ ca });
const file = (name: string, text: string): string => {
  writeFileSync(join(directory, name), text);
  return join(directory, name);
};
const server = createOfficeServer(
  (request, response) => void response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ name: request.headers.authorization })),
  { tls: { cert: tls.cert, key: tls.key, clients: { authorities: ca.certificatePem, required: true } } },
  { ids: { uuid: () => "" }, logger: keptLog() },
);
let access: { readonly officeUrl: string; readonly token: string; readonly caFile: string };
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  access = { officeUrl: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, token: "psl_x", caFile: file("ca.pem", tls.ca) };
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await closed(server);
});

test("with the certificate and its key in one file they come in, with their token", async () => {
  const client = officeClient({ ...access, certificateFile: file("command.pem", `${certificatePem}\n${keyPem}`) });
  expect(await dataOf(client.GET("/me"))).toEqual({ name: "Bearer psl_x" });
});
test("without it they do not", async () => {
  await expect(dataOf(officeClient(access).GET("/me"))).rejects.toThrow();
});
test("an authority that is not trusted here is told with what to set", async () => {
  const untrusting = omit(access, "caFile");
  await expect(dataOf(officeClient(untrusting).GET("/me"))).rejects.toThrow(
    `The certificate of ${access.officeUrl} is from an authority that is not trusted here. If it is the institution's own or a sandbox's, PASSERELLE_EXTRA_CA has to name the file with that authority.`);
});
test("a refusal names each problem once", () => {
  const errors = [{ field: "path.fingerprint", problem: 'must match pattern "^[0-9a-f]{64}$"' }];
  const detail = 'The request does not fit the contract: path.fingerprint must match pattern "^[0-9a-f]{64}$".';
  expect(new OfficeRefused(400, { detail, errors }).message).toBe(`status 400: ${detail}`);
  expect(new OfficeRefused(400, { detail: "The copy breaks a rule.", errors }).message).toBe('status 400: The copy breaks a rule. path.fingerprint: must match pattern "^[0-9a-f]{64}$"');
});
