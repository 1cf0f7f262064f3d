/** Two clocks that are too far apart for signatures: nothing is given up, since clocks get set (docs/decisions/0009). */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { echoV2 } from "../../../../src/ewp/echo/v2/api.js";
import { heiId } from "../../../../src/kernel/ids.js";
import { startCaller, type TestCaller } from "../../../support/ewp/ewp-caller.js";
import { hostSpec, snapshotOf, testHost } from "../../../support/ewp/ewp-hosts.js";
import { answerSigned, type PartnerServer, startPartner } from "../../../support/ewp/partner-server.js";
import { apiEntry, httpSecurity, parts } from "../../../support/registry/catalogue-xml.js";
import { testTls } from "../../../support/servers/tls.js";

const ours = testHost("uni.example.edu");
const theirs = testHost("partner.example.org");
let partner: PartnerServer;
let caller: TestCaller;

beforeAll(async () => {
  const tls = await testTls();
  partner = await startPartner(tls);
  const hosts = [hostSpec(ours), hostSpec(theirs, { entries: [apiEntry("echo", "2.0.0", httpSecurity() + parts({ url: `${partner.url}/echo` }))] })];
  const snapshot = snapshotOf({ hosts, keys: [ours, theirs].flatMap(({ client, server }) => [client, server]) });
  caller = startCaller({ hosts: [ours], catalogue: { current: () => snapshot }, extraCa: tls.ca });
});
afterAll(async () => {
  await caller.close();
  await partner.close();
});

/** What comes of a call whose answer has this status and date; the clock here says 08:00:00. */
const failure = (status: number, date: string) => {
  partner.respond = answerSigned({ key: theirs.server, clock: caller.clock, status, headers: { date }, body: "" });
  return call();
};
const call = () =>
  caller.calls.call({ from: heiId("uni.example.edu"), to: heiId("partner.example.org") }, echoV2, "url", { echos: [] }).catch((error: unknown) => error);
const REFUSED = "The partner refused the request: it answered 400 without an explanation.";

test.each([
  ["Sun, 01 Mar 2026 08:10:00 GMT", `${REFUSED} Its clock is 600 s ahead of ours, and no signature is accepted between such clocks: one of the two has to be set.`, true],
  ["Sun, 01 Mar 2026 07:50:00 GMT", `${REFUSED} Its clock is 600 s behind ours, and no signature is accepted between such clocks: one of the two has to be set.`, true],
  ["Sun, 01 Mar 2026 08:04:00 GMT", REFUSED, false],
  ["yesterday", REFUSED, false],
])("400 by a partner whose clock says %s", async (date, reason, retry) => {
  expect(await failure(400, date)).toMatchObject({ name: "PartnerFailure", reason, retry, status: 400 });
});

test("a good answer dated outside the window", async () => {
  expect(await failure(200, "Sun, 01 Mar 2026 07:40:00 GMT")).toMatchObject({
    reason: "The partner's answer cannot be trusted: Date is 1200 s behind the clock here (Sun, 01 Mar 2026 08:00:00 GMT); at most 300 s are allowed. One of the two clocks has to be set.", retry: true,
  });
});

test("400 for a date that our clock gave, read when it is already set right", async () => {
  caller.clock.set("2026-03-01T07:50:00.000Z");
  const answer = answerSigned({ key: theirs.server, clock: caller.clock, status: 400, body: "" });
  partner.respond = (request, response) => {
    caller.clock.set("2026-03-01T08:00:00.000Z");
    answer(request, response);
  };
  expect(await call()).toMatchObject({ reason: `${REFUSED} Its clock is 600 s ahead of ours, and no signature is accepted between such clocks: one of the two has to be set.`, retry: true });
});

test("a refusal that has nothing to do with dates", async () => {
  expect(await failure(404, "Sun, 01 Mar 2026 08:10:00 GMT")).toMatchObject({ reason: "The partner refused the request: it answered 404 without an explanation.", retry: false });
});
