import { get, type IncomingMessage } from "node:http";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import request from "supertest";
import { CHANGE_KINDS, changedObject, OBJECT_TYPES } from "../../../src/domain/feed/objects.js";
import { bound, created } from "../support/journey.js";
import { type Office, OTHER, PARTNER, startOffice, US } from "../support/office.js";

let office: Office;
let server: Server;
beforeAll(async () => {
  office = await startOffice();
  server = createServer(office.app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  await office.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const CHANGES = `/institutions/${US}/changes`;
const changes = async (query: object = {}) => (await office.call("get", CHANGES).query(query).expect(200)).body;
const as = (token: string, path = CHANGES) => request(office.app).get(`/api/v1${path}`).set("Authorization", token);

/** Events of a stream as they come; `next` waits for one. */
const follow = async (token: string, headers: Readonly<Record<string, string>> = {}, query = "") => {
  const { port } = server.address() as AddressInfo;
  const answer = await new Promise<IncomingMessage>((resolve, reject) =>
    get({ port, path: `/api/v1${CHANGES}/stream${query}`, headers: { Authorization: token, Accept: "text/event-stream", ...headers } }, resolve).on("error", reject));
  const lines = answer.setEncoding("utf8")[Symbol.asyncIterator]();
  let text = "";
  const next = async (): Promise<{ readonly id: string; readonly data: Readonly<Record<string, unknown>> }> => {
    for (;;) {
      const found = /id: (.*)\nevent: change\ndata: (.*)\n\n/.exec(text);
      if (found) {
        text = text.slice(found.index + found[0].length);
        return { id: found[1] ?? "", data: JSON.parse(found[2] ?? "") };
      }
      const { value, done } = await lines.next();
      if (done) throw new Error("the stream ended");
      text += value;
    }
  };
  return { answer, next, rest: async () => { for (;;) if ((await lines.next()).done) return; } };
};

describe("the change feed", () => {
  test("tells what happened to what, with the address of the object and nothing personal", async () => {
    const { cursor } = await changes({ after: "now" });
    const { id, theirId } = await bound(office);
    const { items, more } = await changes({ after: cursor });
    expect(more).toBe(false);
    expect(items.map(({ kind, what, actor }: Record<string, string>) => [kind, what, actor])).toEqual([
      ["draft-changed", undefined, "system"], ["iia-copy-changed", "sent", "system"], ["partner-copy-changed", undefined, "partner"], ["iia-copy-changed", "bound", "node"],
    ].slice(0, items.length));
    expect(items[0]).toEqual({
      cursor: expect.any(String), kind: "draft-changed", at: office.clock.now().toISOString(), actor: "system",
      object: { type: "agreement", id, partnerHeiId: PARTNER, href: `/api/v1/institutions/${US}/agreements/${id}` },
    });
    expect(JSON.stringify(items)).not.toContain("test system");
    await request(office.app).get(items[0].object.href).set("Authorization", await office.token()).expect(200);
    expect(theirId).toBeDefined();
    const first = await changes({ after: cursor, limit: 1 });
    expect([first.items, first.more]).toEqual([[items[0]], true]);
    expect((await changes({ after: first.cursor, kinds: "iia-copy-changed" })).items).toEqual(items.filter(({ kind }: Record<string, string>) => kind === "iia-copy-changed"));
    expect((await office.call("get", `/institutions/${OTHER}/changes`).expect(200)).body.items).toEqual([]);
  });

  test("every kind is about an object that the API has", () => {
    const about = { heiId: US, partnerHeiId: PARTNER, at: office.clock.now(), actor: "node" };
    const types = CHANGE_KINDS.map((kind) => changedObject({ ...about, kind, ...(/^(draft|iia|partner|agreement)-/.test(kind) ? { iiaId: "a/1" } : { sendingHeiId: US, omobilityId: "m 1" }) } as Parameters<typeof changedObject>[0]));
    expect(new Set([...types.map(({ type }) => type), "partner-copy"])).toEqual(new Set(OBJECT_TYPES));
    expect(types[0]?.href).toBe(`/api/v1/institutions/${US}/agreements/a%2F1`);
    expect(changedObject({ ...about, kind: "partner-copy-gone", partnerIiaId: "x" } as Parameters<typeof changedObject>[0])).toEqual(
      { type: "partner-copy", id: "x", partnerHeiId: PARTNER, href: `/api/v1/institutions/${US}/incoming/${PARTNER}/x` });
  });

  test("shows what the scopes allow to read, and is refused without any that does", async () => {
    const { items } = (await as(await office.token(["mobilities:read"]))).body;
    expect(items).toEqual([]);
    expect((await as(await office.token(["agreements:read"]))).body.items.length).toBeGreaterThan(0);
    for (const path of [CHANGES, `${CHANGES}/stream`]) {
      const refused = await as(await office.token(["network:read"]), path);
      expect([refused.status, refused.body.type, refused.body.detail]).toEqual([403, "urn:passerelle:problem:missing-scope", 'The token "test system" misses the scope agreements:read or mobilities:read for the whole institution.']);
    }
  });

  test("a cursor that is none", async () => {
    const refused = await office.call("get", CHANGES).query({ after: "x" });
    expect([refused.status, refused.body.type, refused.body.detail]).toEqual([400, "urn:passerelle:problem:bad-cursor", "The cursor is not one that this list gave; start without a cursor."]);
  });

  test("an answer waits for a change, and no longer than was asked", async () => {
    const { cursor } = await changes({ after: "now" });
    const waiting = changes({ after: cursor, wait: 30 });
    const { id } = await created(office);
    expect((await waiting).items.map(({ object }: { object: { id: string } }) => object.id)).toEqual([id]);
    const { cursor: end } = await changes({ after: "now" });
    expect(await changes({ after: end, wait: 1 })).toEqual({ items: [], cursor: end, more: false });
  });

  test("so many wait at the same time and no more; who hangs up leaves a place", async () => {
    const token = await office.token();
    const streams = await Promise.all(Array.from({ length: 10 }, () => follow(token)));
    expect(streams.map(({ answer }) => answer.statusCode)).toEqual(Array(10).fill(200));
    const refused = await as(token, `${CHANGES}?wait=5`);
    expect([refused.status, refused.headers["retry-after"], refused.body.detail]).toEqual([429, "5", "At most 10 requests of one caller may wait for changes at the same time; expected the end of one."]);
    await as(await office.token(), `${CHANGES}?wait=1&after=now`).expect(200);
    streams.forEach(({ answer }) => answer.destroy());
    let status: number;
    do ({ status } = await as(token, `${CHANGES}?wait=1`)); while (status === 429);
    expect(status).toBe(200);
  });
});

describe("the stream for pages", () => {
  test("tells what comes, goes on after the last event that was seen, and holds nothing back", async () => {
    const token = await office.token();
    const stream = await follow(token);
    expect(stream.answer.headers).toMatchObject({ "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store", "x-accel-buffering": "no" });
    const first = await created(office);
    const told = await stream.next();
    expect([told.id, told.data]).toEqual([told.data["cursor"], { ...told.data, kind: "draft-changed", object: { ...told.data["object"] as object, id: first.id } }]);
    stream.answer.destroy();
    const [second, third] = [await created(office), await created(office)];
    const again = await follow(token, { "Last-Event-ID": told.id }, "?after=now");
    expect([(await again.next()).data["object"], (await again.next()).data["object"]]).toMatchObject([{ id: second.id }, { id: third.id }]);
    again.answer.destroy();
  });

  test("ends when the process does", async () => {
    const other = await startOffice();
    const app = createServer(other.app);
    await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
    const authorization = await other.token();
    const answer = await new Promise<IncomingMessage>((resolve) => get({ port: (app.address() as AddressInfo).port, path: `/api/v1${CHANGES}/stream`, headers: { authorization } }, resolve));
    answer.resume();
    const ended = new Promise((resolve) => answer.once("end", resolve));
    await other.close();
    await ended;
    app.closeAllConnections();
    await new Promise((resolve) => app.close(resolve));
  });
});
