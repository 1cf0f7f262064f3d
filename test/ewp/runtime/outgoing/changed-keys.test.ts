/** Keys that change: the partner's without overlap, ours a moment ago. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { PartnerFailure } from "../../../../src/domain/partner-failure.js";
import { echoV2 } from "../../../../src/ewp/echo/v2/api.js";
import { heiId } from "../../../../src/kernel/ids.js";
import type { Snapshot } from "../../../../src/registry/model.js";
import { startCaller, type TestCaller } from "../../../support/ewp/ewp-caller.js";
import { hostSpec, snapshotOf, testHost } from "../../../support/ewp/ewp-hosts.js";
import { answerSigned, type PartnerServer, startPartner } from "../../../support/ewp/partner-server.js";
import { steeredClock } from "../../../support/fixed-ports.js";
import { apiEntry, httpSecurity, parts, testKey } from "../../../support/registry/catalogue-xml.js";
import { testTls } from "../../../support/servers/tls.js";

const ours = testHost("uni.example.edu");
const theirs = testHost("partner.example.org");
const fresh = testKey();
const ECHO = '<r:response xmlns:r="https://github.com/erasmus-without-paper/ewp-specs-api-echo/tree/stable-v2"><r:echo>a</r:echo></r:response>';

let partner: PartnerServer;
let caller: TestCaller;
let snapshot: Snapshot;
let looks: number;
let registry: () => Snapshot;
const HOUR = 3_600_000;
const clock = steeredClock();
const knownFrom = new Date(clock.now().getTime() + 3 * HOUR);
const listing = (serverKeys: readonly string[], url = `${partner.url}/echo`) => snapshotOf({
  hosts: [hostSpec(ours), hostSpec(theirs, { serverKeys, entries: [apiEntry("echo", "2.0.0", httpSecurity() + parts({ url }))] })],
  keys: [ours.client, ours.server, theirs.client, theirs.server, fresh],
});

beforeAll(async () => {
  const tls = await testTls();
  partner = await startPartner(tls);
  caller = startCaller({
    hosts: [{ ...ours, clientKnownFrom: knownFrom }], clock, catalogue: { current: () => snapshot }, extraCa: tls.ca,
    lookAgain: async () => {
      looks += 1;
      const before = snapshot;
      snapshot = registry();
      return snapshot !== before;
    },
  });
});
afterAll(async () => {
  await caller.close();
  await partner.close();
});
beforeEach(() => {
  snapshot = listing([theirs.server.fingerprint]);
  registry = () => snapshot;
  looks = 0;
  partner.requests.length = 0;
});

const echo = () => caller.calls.call({ from: heiId("uni.example.edu"), to: heiId("partner.example.org") }, echoV2, "url", { echos: ["a"] });
const failure = async (): Promise<Pick<PartnerFailure, "reason" | "retry">> => {
  const error = await echo().then(() => undefined, (thrown: unknown) => thrown);
  if (!(error instanceof PartnerFailure)) throw error ?? new Error("no failure");
  return { reason: error.reason, retry: error.retry };
};
const NO_KEY = { reason: "The partner's answer cannot be trusted: The keyId of the response is no server key of the host that was called. If the partner changed its keys, this passes as soon as the catalogue has the new ones.", retry: true };

describe("an answer signed with a key that our copy of the catalogue lacks", () => {
  beforeEach(() => { partner.respond = answerSigned({ key: fresh, clock, body: ECHO }); });

  test("is taken when the registry, asked once more, has the key: the partner is not asked again", async () => {
    registry = () => listing([fresh.fingerprint]);
    expect((await echo()).value).toMatchObject({ echos: ["a"] });
    expect([looks, partner.requests.length]).toEqual([1, 1]);
  });
  test("is refused with the reason when the registry has nothing new, or not that", async () => {
    expect([await failure(), looks]).toEqual([NO_KEY, 1]);
    registry = () => listing([theirs.server.fingerprint]);
    expect([await failure(), looks]).toEqual([NO_KEY, 2]);
  });
  test("is refused when the address that was called is none of the partner's any more", async () => {
    registry = () => listing([fresh.fingerprint], `${partner.url}/elsewhere`);
    expect(await failure()).toEqual(NO_KEY);
  });
});

test("whatever else is wrong with an answer makes nobody ask the registry", async () => {
  partner.respond = answerSigned({ key: theirs.server, clock, body: ECHO, headers: { "x-request-id": undefined } });
  expect((await failure()).retry).toBe(false);
  expect(looks).toBe(0);
});

describe("refusals of partners", () => {
  const answers = (status: number): void => { partner.respond = (_, response) => void response.writeHead(status).end(); };
  test.each([401, 403])("%d while our key is new: their copy of the catalogue may not show it, so it is tried again", async (status) => {
    answers(status);
    clock.set(new Date(knownFrom.getTime() - 1));
    expect(await failure()).toEqual({ reason: `The partner refused the request: it answered ${status} without an explanation. Our key is new: the partner's copy of the catalogue may not show it yet.`, retry: true });
    clock.set(knownFrom);
    expect(await failure()).toEqual({ reason: `The partner refused the request: it answered ${status} without an explanation.`, retry: false });
  });
  test.each([408, 429])("%s, which the protocol does not know, is tried again", async (status) => {
    answers(status);
    expect(await failure()).toEqual({ reason: `The partner refused the request: it answered ${status} without an explanation.`, retry: true });
  });
});
