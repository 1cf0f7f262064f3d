/** Where the node may connect to, and whom it believes. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { createHttpClient, type HttpClient, type HttpSettings } from "../../../../src/ewp/runtime/outgoing/http-client.js";
import { Unusable } from "../../../../src/ewp/runtime/outgoing/unusable.js";
import { type PartnerServer, startPartner } from "../../../support/ewp/partner-server.js";
import { testTls, type TestTls } from "../../../support/servers/tls.js";

let partner: PartnerServer;
let tls: TestTls;
let client: HttpClient | undefined;
beforeAll(async () => {
  tls = await testTls();
  partner = await startPartner(tls);
});
afterAll(() => partner.close());
afterEach(() => client?.close());

const call = async (address: string, settings: Partial<HttpSettings> = {}): Promise<readonly [string, boolean]> => {
  client = createHttpClient({ allowPrivateAddresses: true, connectSeconds: 20, headersSeconds: 20, bodySeconds: 20, maxAnswerBytes: 1000, extraCa: tls.ca, ...settings });
  const url = new URL(address);
  const outcome = await client.send({ url, head: { method: "GET", target: url.pathname, headers: { host: url.host } }, body: new Uint8Array() }).catch((error: unknown) => error);
  if (outcome instanceof Unusable) return [outcome.reason, outcome.retry];
  if (outcome instanceof Error) throw outcome;
  return ["answered", false];
};
const isPrivate = (host: string): readonly [string, boolean] =>
  [`The partner's server ${host} is at a private address; such addresses are only called when the configuration allows it (ERR_PRIVATE_ADDRESS).`, false];

test("a server whose certificate the given authority signed is believed", async () => expect(await call(partner.url)).toEqual(["answered", false]));
test("another authority is not", async () =>
  expect(await call(partner.url, { extraCa: undefined })).toEqual([`The partner's server 127.0.0.1:${partner.port} does not send the intermediate certificate that belongs to its TLS certificate, or has it from an authority that is not trusted here (UNABLE_TO_VERIFY_LEAF_SIGNATURE). Its technicians have to install the whole chain.`, true]));
test("nor is a certificate for another name", async () => {
  const tls = await testTls(["localhost"]);
  const elsewhere = await startPartner(tls);
  expect(await call(elsewhere.url, { extraCa: tls.ca })).toEqual([`The partner's server 127.0.0.1:${elsewhere.port} has a TLS certificate that cannot be trusted (ERR_TLS_CERT_ALTNAME_INVALID). Its technicians have to look.`, true]);
  await elsewhere.close();
});

describe("private addresses are refused unless they are allowed", () => {
  const guarded = { allowPrivateAddresses: false };
  test("as such", async () => expect(await call(partner.url, guarded)).toEqual(isPrivate(`127.0.0.1:${partner.port}`)));
  test("in other spellings", async () => {
    expect(await call(`https://0x7f.1:${partner.port}/`, guarded)).toEqual(isPrivate(`127.0.0.1:${partner.port}`));
    expect(await call(`https://[::ffff:10.0.0.1]:${partner.port}/`, guarded)).toEqual(isPrivate(`[::ffff:a00:1]:${partner.port}`));
    expect(await call("https://[fd00::1]/", guarded)).toEqual(isPrivate("[fd00::1]"));
  });
  test("behind a name, at the moment of connecting", async () => {
    const before = partner.requests.length;
    expect(await call(`https://localhost:${partner.port}/`, guarded)).toEqual(isPrivate(`localhost:${partner.port}`));
    expect(partner.requests).toHaveLength(before);
  });
});

describe("only what a catalogue can mean", () => {
  test.each([
    ["http://partner.example.org/", "is not https"],
    ["https://user@partner.example.org/", "contains a user name"],
    ["https://partner.example.org/#x", "contains a fragment"],
  ])("%s", async (address, what) => expect(await call(address)).toEqual([`The partner's address in the catalogue ${what}, so it is not called.`, false]));
  test("a name that cannot be resolved is tried again", async () =>
    expect(await call("https://nowhere.invalid/")).toEqual([expect.stringMatching(/^The partner's server nowhere\.invalid has a name that cannot be resolved \((ENOTFOUND|EAI_AGAIN)\)\.$/), true]));
  test("a closed port is tried again", async () => {
    const gone = await startPartner(tls);
    await gone.close();
    expect(await call(gone.url)).toEqual([`The partner's server 127.0.0.1:${gone.port} accepts no connection (ECONNREFUSED).`, true]);
  });
});
