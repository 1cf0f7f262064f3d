/** Limits over real TLS: what strangers and partners may cost, and whom that never concerns. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { IncomingMessage } from "node:http";
import { serveEchoV2 } from "../../../../src/ewp/echo/v2/server.js";
import { addressIn, nobodysAddress, peerAddress } from "../../../../src/ewp/runtime/inbound/caller-address.js";
import { createBudgets } from "../../../../src/kernel/budgets.js";
import { hostSpec, snapshotOfHosts, testHost } from "../../../support/ewp/ewp-hosts.js";
import { startNode, type TestNode } from "../../../support/ewp/ewp-node.js";
import { developerMessage, send, signatureFaults } from "../../../support/ewp/signed-client.js";
import { testKey } from "../../../support/registry/catalogue-xml.js";
import { testTls } from "../../../support/servers/tls.js";

const ours = testHost("uni.example.edu");
const partner = testHost("partner.example.org");
const other = testHost("other.example.net");
const stranger = testKey();
const path = "/ewp/uni.example.edu/echo/v2?echo=a";
const LIMIT = 5;

let node: TestNode;
beforeAll(async () => {
  const hosts = [ours, partner, other];
  const snapshot = snapshotOfHosts(hosts, hosts.map((host) => hostSpec(host)));
  const budgets = () => createBudgets({ perMinute: LIMIT, capacity: 100 });
  node = await startNode({ tls: await testTls(), served: [serveEchoV2], services: {}, hosts: [ours], catalogue: { current: () => snapshot }, limits: { requesters: budgets(), strangers: budgets() } });
});
afterAll(() => node.close());
afterEach(() => node.clock.advance(60_000));

const times = async <T>(count: number, work: () => Promise<T>): Promise<T[]> => {
  const done: T[] = [];
  for (let at = 0; at < count; at++) done.push(await work());
  return done;
};
const asStranger = () => send(node, { path, key: stranger });
const asPartner = () => send(node, { path, key: partner.client });
const statuses = (answers: readonly { readonly status: number }[]) => answers.map(({ status }) => status);

describe("strangers", () => {
  test("beyond the budget of their address are told 503 with Retry-After, unsigned, and leave no line", async () => {
    expect(statuses(await times(LIMIT, asStranger))).toEqual(Array(LIMIT).fill(403));
    const lines = node.lines.length;
    const answer = await asStranger();
    expect([answer.status, answer.headers["retry-after"], answer.headers["signature"]]).toEqual([503, "12", undefined]);
    expect(developerMessage(answer)).toBe("Too many requests that this node had to refuse came from your address; expected a pause of 12 s.");
    expect(node.lines.length).toBe(lines);
    node.clock.advance(12_000);
    expect((await asStranger()).status).toBe(403);
  });

  test("never keep out a known caller behind the same address", async () => {
    await times(LIMIT + 20, asStranger);
    const answer = await asPartner();
    expect([answer.status, signatureFaults(answer, ours.server)]).toEqual([200, []]);
  });

  test("never use up the budget of the institution whose key id they forge", async () => {
    const forged = () => send(node, { path, key: { ...partner.client, privateKey: stranger.privateKey } });
    expect(statuses(await times(LIMIT + 3, forged))).toEqual([...Array(LIMIT).fill(400), 503, 503, 503]);
    expect(statuses(await times(LIMIT, asPartner))).toEqual(Array(LIMIT).fill(200));
  });
});

describe("institutions", () => {
  test("beyond their budget are told 503 with Retry-After and the reason, signed; others are served", async () => {
    expect(statuses(await times(LIMIT, asPartner))).toEqual(Array(LIMIT).fill(200));
    const answer = await asPartner();
    expect([answer.status, answer.headers["retry-after"], signatureFaults(answer, ours.server)]).toEqual([503, "12", []]);
    expect(developerMessage(answer)).toBe("partner.example.org sends more requests than this node takes from one institution; expected a pause of 12 s.");
    expect(node.lines.at(-1)).toMatchObject({ level: "warn", facts: { requester: "partner.example.org", status: 503, refused: "too-many-requests" } });
    expect((await send(node, { path, key: other.client })).status).toBe(200);
    node.clock.advance(12_000);
    expect((await asPartner()).status).toBe(200);
  });
});

describe("the address of a caller", () => {
  const request = (remoteAddress: string | undefined, headers: Record<string, string> = {}) => ({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage;
  test.each([
    ["192.0.2.1", "192.0.2.1"], ["::ffff:192.0.2.1", "192.0.2.1"], [undefined, undefined], ["nonsense", undefined],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"], ["2001:0DB8:1:2::6", "2001:db8:1:2::/64"], ["2001:db8::1", "2001:db8:0:0::/64"], ["::1", "0:0:0:0::/64"], ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ])("of the peer %s is %s", (peer, expected) => expect(peerAddress(request(peer))).toBe(expected));
  test("behind a proxy is what the proxy wrote last, or nobody's", () => {
    const forwarded = request("10.0.0.1", { "x-forwarded-for": "203.0.113.9, 192.0.2.7" });
    expect(addressIn("X-Forwarded-For")(forwarded)).toBe("192.0.2.7");
    expect(addressIn("X-Real-IP")(forwarded)).toBeUndefined();
    expect(nobodysAddress(forwarded)).toBeUndefined();
  });
});
