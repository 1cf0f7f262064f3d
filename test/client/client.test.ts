import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import request from "supertest";
import { connect } from "../../src/client/connect.js";
import { every } from "../../src/client/every.js";
import { follow } from "../../src/client/follow.js";
import { dataOf, PasserelleProblem } from "../../src/client/problem.js";
import { retrying } from "../../src/client/retrying.js";
import { created } from "../api/support/journey.js";
import { newAgreement } from "../api/support/terms.js";
import { type Office, startOffice, US } from "../api/support/office.js";

type Method = "get" | "post";
let office: Office;
beforeAll(async () => { office = await startOffice(); });
afterAll(() => office.close());

const waits: number[] = [];
/** The platform with the office in place of the network; `before` may answer first. */
const on = (before: (request: Request) => Response | undefined = () => undefined) => ({
  uuid: () => `key-${++keys}`, now: () => 0, wait: async (ms: number) => void waits.push(ms),
  fetch: async (asked: Request): Promise<Response> => {
    const first = before(asked);
    if (first) return first;
    const { pathname, search } = new URL(asked.url);
    let call = request(office.app)[asked.method.toLowerCase() as Method](`${pathname}${search}`);
    asked.headers.forEach((value, name) => { call = call.set(name, value); });
    const body = await asked.text();
    const { status, headers, text } = await (body === "" ? call : call.send(body));
    return new Response(status === 204 ? null : text, { status, headers: Object.entries(headers as Record<string, string>).map(([name, value]): [string, string] => [name, String(value)]) });
  },
});
let keys = 0;
const client = async (before?: (request: Request) => Response | undefined) => connect({ url: "http://node.example/", token: (await office.token()).replace("Bearer ", "") }, on(before));
const busy = (status: number, retryAfter?: string) => new Response("{}", { status, headers: { "Content-Type": "application/problem+json", ...(retryAfter !== undefined && { "Retry-After": retryAfter }) } });

describe("the published client", () => {
  test("gives data, or the problem in the node's words", async () => {
    const node = await client();
    expect(await dataOf(node.GET("/institutions/{heiId}", { params: { path: { heiId: US } } }))).toMatchObject({ heiId: US });
    const refused = await dataOf(node.GET("/institutions/{heiId}", { params: { path: { heiId: "nowhere.example" } } })).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(PasserelleProblem);
    expect(refused).toMatchObject({ status: 404, problem: { type: "urn:passerelle:problem:no-such-institution" }, message: '404: This node serves no institution "nowhere.example" that your token has access to.' });
  });

  test("what the node is too busy for is sent again, body and key and all, so it is done once", async () => {
    const refusals = [busy(429, "2"), busy(503, "1")];
    const node = await client(() => refusals.shift());
    const make = () => node.POST("/institutions/{heiId}/agreements", { params: { path: { heiId: US }, header: { "Idempotency-Key": "given" } }, body: newAgreement() as never });
    const { id } = await dataOf(make());
    expect(waits.splice(0)).toEqual([2000, 1000]);
    expect((await dataOf(make())).id).toBe(id);
    const fresh = await dataOf(node.POST("/institutions/{heiId}/agreements", { params: { path: { heiId: US } }, body: newAgreement() as never }));
    expect([fresh.id === id, keys]).toEqual([false, 1]);
  });

  test("client credentials are exchanged once for many calls, and again before they end", async () => {
    const { body } = await office.call("post", "/tokens").send({ name: "by credentials", scopes: ["agreements:read"] }).expect(201);
    let [exchanges, time] = [0, 0];
    const platform = on(({ url }) => void (exchanges += url.endsWith("/oauth/token") ? 1 : 0) as undefined);
    const node = connect({ url: "http://node.example", token: { clientId: body.info.id, clientSecret: body.token } }, { ...platform, now: () => time });
    const name = async () => (await dataOf(node.GET("/me"))).name;
    expect(await Promise.all([name(), name(), name()])).toEqual(Array(3).fill("by credentials"));
    time = 839_000;
    await name();
    expect(exchanges).toBe(1);
    time = 841_000;
    await name();
    expect(exchanges).toBe(2);
    const wrong = connect({ url: "http://node.example", token: { clientId: body.info.id, clientSecret: "wrong" } }, on());
    await expect(dataOf(wrong.GET("/me"))).rejects.toMatchObject({ status: 401, problem: { error: "invalid_client" } });
  });

  test("all items of a list, over its pages", async () => {
    const node = await client();
    const ids: string[] = [];
    for await (const { id } of every((cursor) => dataOf(node.GET("/institutions/{heiId}/agreements", { params: { path: { heiId: US }, query: { limit: 1, ...cursor } } })))) ids.push(id);
    expect(new Set(ids).size).toBe(2);
  });

  test("the feed from a cursor, to its end or until somebody stops", async () => {
    const node = await client();
    const seen: string[] = [];
    let last: string | undefined;
    for await (const { cursor, object } of follow(node, { heiId: US, wait: 0 })) {
      seen.push(object.id);
      last = cursor;
    }
    expect(seen).toHaveLength(2);
    const { id } = await created(office);
    const stop = new AbortController();
    const waiting: string[] = [];
    for await (const { object } of follow(node, { heiId: US, after: last, kinds: ["draft-changed"], signal: stop.signal })) {
      waiting.push(object.id);
      stop.abort();
    }
    expect(waiting).toEqual([id]);
  });
});

describe("trying again", () => {
  const send = retrying;
  const asked = () => new Request("http://node.example/");
  const counted = (answer: () => Response) => {
    let calls = 0;
    const fetch = async () => (calls++, answer());
    return { fetch, calls: () => calls, wait: async (ms: number) => void waits.push(ms) };
  };

  test.each([[500, "1"], [503, undefined], [429, "soon"], [429, "61"], [200, "1"]])("%i with Retry-After %s is the answer", async (status, retryAfter) => {
    const node = counted(() => busy(status, retryAfter));
    expect((await send(node)(asked())).status).toBe(status);
    expect([node.calls(), waits.splice(0)]).toEqual([1, []]);
  });

  test("five times and no more", async () => {
    const node = counted(() => busy(503, "60"));
    expect((await send(node)(asked())).status).toBe(503);
    expect([node.calls(), waits.splice(0)]).toEqual([6, Array(5).fill(60_000)]);
  });
});
