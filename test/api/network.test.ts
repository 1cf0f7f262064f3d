import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { heiId } from "../../src/kernel/ids.js";
import { bound } from "./support/journey.js";
import { type Office, OTHER, startOffice, US } from "./support/office.js";

let office: Office;
beforeAll(async () => { office = await startOffice(); });
afterAll(() => office.close());

describe("deliveries", () => {
  const path = `/institutions/${US}/deliveries`;

  test("are listed by partner, state, kind and object, shown, and sent again", async () => {
    const { id } = await bound(office);
    const [delivery] = (await office.call("get", `${path}?partner=lac.example&state=waiting&state=leased&kind=iia-cnr&objectId=${id}`).expect(200)).body.items;
    expect(delivery).toMatchObject({ kind: "iia-cnr", partnerHeiId: "lac.example", objectId: id, state: "waiting", attempts: 0 });
    expect((await office.call("get", `${path}?objectId=${id}&state=delivered`)).body.items).toEqual([]);

    const [leased] = (await office.store.outbox.claim({ now: office.clock.now(), leaseMs: 1000, limit: 100, perPartner: 100 })).filter((row) => row.objectId === id);
    if (!leased) throw new Error("nothing to deliver");
    await office.store.outbox.finish(leased, { state: "stopped", dueAt: office.clock.now(), reason: "The partner refuses it: 400.", exchangeId: "exchange-9", endedAt: office.clock.now() });
    expect((await office.call("get", `${path}/${leased.id}`)).body).toMatchObject({ state: "stopped", attempts: 1, reason: "The partner refuses it: 400.", exchangeId: "exchange-9", endedAt: "2026-03-01T08:00:00.000Z" });

    const again = await office.call("post", `${path}/${leased.id}/retry`);
    expect([again.status, again.body.state]).toEqual([202, "waiting"]);
  });

  test("of another institution, or that never were", async () => {
    const { id } = await bound(office);
    const [delivery] = (await office.call("get", `${path}?objectId=${id}`)).body.items;
    for (const address of [`/institutions/${OTHER}/deliveries/${delivery.id}`, `${path}/999999`, `${path}/none`]) {
      expect((await office.call("get", address)).body).toMatchObject({ status: 404, detail: "There is no delivery with this id." });
      expect((await office.call("post", `${address}/retry`)).status).toBe(404);
    }
  });
});

describe("exchanges", () => {
  const path = `/institutions/${US}/exchanges`;
  const unanswered = (id: string, problem?: string) => ({
    id, direction: "out" as const, heiId: US, partnerHeiId: heiId("lac.example"), api: "iias", endpoint: "get", requestId: `request-${id}`, method: "POST", url: "https://lac.example/ewp/iias/get",
    requestHeaders: { date: "Sun, 01 Mar 2026 08:00:00 GMT" }, requestBody: Buffer.from("iia_id=LAC-1"), at: office.clock.now(), durationMs: 12, ...(problem !== undefined && { problem }),
  });
  const exchange = (id: string, more: object = {}) => ({
    ...unanswered(id), status: 200, responseHeaders: { "content-type": "text/xml" },
    responseBody: Buffer.from("<r:response xmlns:r='urn:r'><r:id>1</r:id><r:id>2</r:id></r:response>"), ...more,
  });

  test("show headers and bodies as they travelled, and XML to look at", async () => {
    await office.store.exchanges.save(exchange("e-1"));
    const { body } = await office.call("get", `${path}/e-1`).expect(200);
    expect(body).toEqual({
      summary: { id: "e-1", direction: "out", partnerHeiId: "lac.example", api: "iias", endpoint: "get", requestId: "request-e-1", method: "POST", url: "https://lac.example/ewp/iias/get", status: 200, at: "2026-03-01T08:00:00.000Z", durationMs: 12 },
      request: { headers: { date: "Sun, 01 Mar 2026 08:00:00 GMT" }, bytes: 12, text: "iia_id=LAC-1" },
      response: { headers: { "content-type": "text/xml" }, bytes: 69, text: "<r:response xmlns:r='urn:r'><r:id>1</r:id><r:id>2</r:id></r:response>", parsed: { response: { id: ["1", "2"], "@": { "xmlns:r": "urn:r" } } } },
    });
  });

  test("with bytes that are no text, with broken XML, and without an answer", async () => {
    const bytes = Buffer.from([0x25, 0xff, 0x00]);
    await office.store.exchanges.save(exchange("e-2", { responseBody: bytes }));
    expect((await office.call("get", `${path}/e-2`)).body.response).toEqual({ headers: { "content-type": "text/xml" }, bytes: 3, base64: bytes.toString("base64") });
    await office.store.exchanges.save(exchange("e-3", { responseBody: Buffer.from("<html><br></html>") }));
    expect((await office.call("get", `${path}/e-3`)).body.response).toEqual({ headers: { "content-type": "text/xml" }, bytes: 17, text: "<html><br></html>" });
    await office.store.exchanges.save(unanswered("e-4", "No answer within 30 seconds."));
    const { body } = await office.call("get", `${path}/e-4`);
    expect([body.response, body.summary.problem, body.summary.status]).toEqual([undefined, "No answer within 30 seconds.", undefined]);
  });

  test("are listed, those just recorded too, and filtered", async () => {
    office.store.exchanges.record(exchange("e-5", { direction: "in", api: "echo", endpoint: "url", quirks: ["wrong-namespace"] }));
    const ids = async (query: string) => (await office.call("get", `${path}${query}`).expect(200)).body.items.map(({ id }: { id: string }) => id);
    expect(await ids("?direction=in&api=echo&partner=lac.example")).toEqual(["e-5"]);
    expect(await ids("?failed=true")).toEqual(["e-4"]);
    expect(await ids("?requestId=request-e-2")).toEqual(["e-2"]);
    expect(await ids("?since=2026-03-02T00:00:00Z")).toEqual([]);
    expect((await ids("?limit=2")).length).toBe(2);
  });

  test("of another institution, or that never were", async () => {
    for (const address of [`/institutions/${OTHER}/exchanges/e-1`, `${path}/unheard-of`]) {
      expect((await office.call("get", address)).body).toMatchObject({ status: 404, detail: "There is no exchange with this id." });
    }
  });
});

describe("the catalogue", () => {
  const START = { outcome: "unchanged" as const, at: new Date("2026-03-01T08:00:00Z") };

  test("its state", async () => {
    expect((await office.call("get", "/catalogue").expect(200)).body).toMatchObject({
      url: "https://registry.example/catalogue.xml", state: "current", ageMs: 1000, lastSuccessAt: "2026-03-01T08:00:00.000Z", sha256: expect.stringMatching(/^[0-9a-f]{64}$/), statistics: { hosts: 3, heis: 4 },
    });
  });

  test("what came and went with it", async () => {
    const nothing = { added: { count: 0, examples: [] }, removed: { count: 0, examples: [] } };
    const changes = { heis: nothing, apis: { ...nothing, added: { count: 60, examples: ["lac.example iias 7.0.0"] } }, clientKeys: nothing };
    office.scripts.status = { changes };
    const { body } = await office.call("get", "/catalogue").expect(200);
    office.scripts.status = {};
    expect(body.changes).toEqual(changes);
  });

  test("before the first one", async () => {
    office.scripts.status = { state: "unavailable", lastSuccess: undefined, sha256: undefined, statistics: undefined, ageMs: undefined };
    const { body } = await office.call("get", "/catalogue");
    office.scripts.status = {};
    expect(body).toEqual({ url: "https://registry.example/catalogue.xml", state: "starting", lastAttemptAt: "2026-03-01T08:00:00.000Z", nextDueAt: "2026-03-01T08:00:00.000Z" });
  });

  test("is refreshed now, with or without a body", async () => {
    office.scripts.refresh = START;
    expect((await office.call("post", "/catalogue/refresh")).body).toMatchObject({ state: "current" });
    expect((await office.call("post", "/catalogue/refresh").send({ acceptShrunken: true })).status).toBe(200);
    expect(office.scripts.refreshedWith).toEqual([{}, { acceptShrunken: true }]);
  });

  test.each([
    ["failed", 502, "catalogue-failed", "The catalogue did not come: The registry answers 500."],
    ["refused", 409, "catalogue-refused", "The catalogue was refused: The registry answers 500."],
  ] as const)("that is %s", async (outcome, status, code, detail) => {
    office.scripts.refresh = { outcome, at: START.at, code: "download", reason: "The registry answers 500." };
    expect((await office.call("post", "/catalogue/refresh")).body).toMatchObject({ status, type: `urn:passerelle:problem:${code}`, detail, details: { code: "download" } });
  });
});
