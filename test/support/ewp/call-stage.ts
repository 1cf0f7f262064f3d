import { afterAll, beforeAll, beforeEach, expect } from "@jest/globals";
import { PartnerFailure } from "../../../src/domain/partner-failure.js";
import { echoV2 } from "../../../src/ewp/echo/v2/api.js";
import { heiId } from "../../../src/kernel/ids.js";
import { apiEntry, httpSecurity, parts } from "../registry/catalogue-xml.js";
import { testTls } from "../servers/tls.js";
import { startCaller, type TestCaller } from "./ewp-caller.js";
import { hostSpec, snapshotOf, testHost } from "./ewp-hosts.js";
import { answerSigned, type PartnerServer, type SignedAnswer, startPartner } from "./partner-server.js";

export const ours = testHost("uni.example.edu");
export const theirs = testHost("partner.example.org");
export const other = testHost("other.example.org");
export const parties = { from: heiId("uni.example.edu"), to: heiId("partner.example.org") };
export const ECHO_NS = "https://github.com/erasmus-without-paper/ewp-specs-api-echo/tree/stable-v2";
export const echoXml = (...values: readonly string[]): string => `<r:response xmlns:r="${ECHO_NS}">${values.map((value) => `<r:echo>${value}</r:echo>`).join("")}</r:response>`;

/** The network of the tests, with a partner at this address. */
const snapshotAround = (url: string) => {
  const probe = (limits: Record<string, number>, version = "1.0.0") =>
    apiEntry("probes", version, httpSecurity() + parts({ "get-url": `${url}/get`, "notify-url": `${url}/notify`, "file-url": `${url}/file`, "update-url": `${url}/update`, ...limits }))
      .replaceAll("ewp-specs-api-probes", "ewp-specs-api-probe");
  const entryOf = (heiIds: readonly string[], entries: readonly string[]) => ({ heiIds, entries, serverKeys: [theirs.server.fingerprint] });
  return snapshotOf({
    hosts: [
      hostSpec(ours),
      hostSpec(theirs, { entries: [apiEntry("echo", "2.0.0", httpSecurity() + parts({ url: `${url}/echo` })), probe({ "max-probe-ids": 3 })] }),
      hostSpec(other),
      entryOf(["no-limit.example.org"], [probe({})]),
      entryOf(["tls-only.example.org"], [apiEntry("echo", "2.0.0", httpSecurity().replace("<srv:httpsig/>", "") + parts({ url: `${url}/echo` }))]),
      entryOf(["old.example.org"], [apiEntry("echo", "2.0.0", parts({ url: `${url}/echo` }))]),
    ],
    keys: [ours, theirs, other].flatMap(({ client, server }) => [client, server]),
  });
};

export const failure = async (attempt: Promise<unknown>): Promise<PartnerFailure> => {
  const error = await attempt.then(() => new Error("no failure"), (reason: unknown) => reason);
  if (!(error instanceof PartnerFailure)) throw error;
  return error;
};

/** Our client and a partner of foreign make that answers as each test wants. */
export const callStage = () => {
  const stage = { hasCatalogue: true } as { hasCatalogue: boolean; partner: PartnerServer; caller: TestCaller };
  beforeAll(async () => {
    const tls = await testTls();
    stage.partner = await startPartner(tls);
    const snapshot = snapshotAround(stage.partner.url);
    stage.caller = startCaller({ hosts: [ours], catalogue: { current: () => (stage.hasCatalogue ? snapshot : undefined) }, extraCa: tls.ca });
  });
  afterAll(async () => {
    await stage.caller.close();
    await stage.partner.close();
  });
  beforeEach(() => {
    stage.partner.requests.length = 0;
    stage.caller.kept.length = 0;
  });

  const answer = (spec: Partial<SignedAnswer> = {}): void => {
    stage.partner.respond = answerSigned({ key: theirs.server, clock: stage.caller.clock, body: echoXml("a"), ...spec });
  };
  const echo = (to: string = parties.to) => stage.caller.calls.call({ ...parties, to: heiId(to) }, echoV2, "url", { echos: ["a"] });
  const fails = async (reason: string, retry: boolean, status?: number): Promise<PartnerFailure> => {
    const error = await failure(echo());
    expect({ reason: error.reason, retry: error.retry, status: error.status }).toEqual({ reason, retry, status });
    // Every attempt is kept, with what came and what was wrong.
    expect(stage.caller.kept).toHaveLength(1);
    expect(stage.caller.kept[0]).toMatchObject({ id: error.exchangeId, direction: "out", partnerHeiId: parties.to, problem: expect.stringContaining(reason) });
    return error;
  };
  return { stage, answer, echo, fails };
};
