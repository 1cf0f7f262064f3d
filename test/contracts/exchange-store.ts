import { expect, test } from "@jest/globals";
import { sql } from "kysely";
import type { Exchange } from "../../src/domain/exchanges/model.js";
import { heiId } from "../../src/kernel/ids.js";
import { connect } from "../../src/store/connection/connect.js";
import type { StoreSubject } from "../support/servers/stores.js";

const A = heiId("evidence.example");

const exchange = (id: string, more: Partial<Exchange> = {}): Exchange => ({
  id, direction: "out", heiId: A, partnerHeiId: heiId("lac.example"), api: "iias", endpoint: "get", requestId: `r-${id}`, method: "GET",
  url: "https://lac.example/iias/get?iia_id=1", requestHeaders: { zeta: "first", Alpha: "second", date: "third" }, requestBody: new Uint8Array(),
  status: 200, responseHeaders: { digest: "SHA-256=x", b: "2", a: "1" }, responseBody: Buffer.from("<iias/>\r\n"), at: new Date("2026-03-01T08:00:00Z"), durationMs: 12.5, ...more,
});

const sameAs = (kept: Exchange | undefined) => kept && { ...kept, requestBody: Buffer.from(kept.requestBody), ...(kept.responseBody && { responseBody: Buffer.from(kept.responseBody) }) };

/** What every `ExchangeStore` promises. */
export const exchangeStoreContract = (subject: () => StoreSubject): void => {
  const exchanges = () => subject().store.exchanges;

  test("evidence is kept as it was: bytes, headers and their order", async () => {
    const full = exchange("full", { requestBody: Buffer.from([0, 255, 13, 10]), quirks: ["wrong-namespace"], problem: "The date is old." });
    await exchanges().save(full);
    const kept = await exchanges().get(A, "full");
    expect(sameAs(kept)).toEqual({ ...full, requestBody: Buffer.from(full.requestBody) });
    expect(Object.keys(kept?.requestHeaders ?? {})).toEqual(["zeta", "Alpha", "date"]);
    expect(await exchanges().get(heiId("stranger.example"), "full")).toBeUndefined();
  });

  test("an exchange without an answer has none, an empty answer is empty", async () => {
    const lonely: Exchange = {
      id: "lonely", direction: "out", heiId: A, api: "iias", endpoint: "get", method: "GET", url: "https://lac.example/", requestHeaders: {}, requestBody: new Uint8Array(),
      at: new Date("2026-03-01T08:00:00Z"), durationMs: 30_000, problem: "No answer came.",
    };
    await exchanges().save(lonely);
    expect(sameAs(await exchanges().get(A, "lonely"))).toEqual({ ...lonely, requestBody: Buffer.alloc(0) });
    await exchanges().save(exchange("empty", { responseBody: new Uint8Array() }));
    expect((await exchanges().get(A, "empty"))?.responseBody).toHaveLength(0);
  });

  test("strange texts are kept as far as they can be", async () => {
    await exchanges().save(exchange("strange", { problem: "a\0b", url: "https://x/\uD800", responseHeaders: { odd: "\uDFFF\0" } }));
    expect((await exchanges().get(A, "strange"))?.problem).toBe("a\uFFFDb");
  });

  test("equal bodies are stored once", async () => {
    const { url } = subject();
    if (url.startsWith("pglite:")) return;
    const body = Buffer.from("the same body, many times");
    await Promise.all(Array.from({ length: 8 }, (_, i) => (i % 2 ? subject().store : subject().other).exchanges.save(exchange(`same-${i}`, { requestBody: body, responseBody: body }))));
    const { db, close } = await connect({ url, clock: subject().clock, logger: subject().log });
    const { rows } = await sql<{ bodies: string; exchanges: string }>`
      select count(distinct address) as bodies, count(*) as exchanges from exchanges, unnest(array[request_address, response_address]) address where id like 'same-%'`.execute(db);
    await close();
    expect(rows).toEqual([{ bodies: "1", exchanges: "16" }]);
  });

  test("records are written behind, all of them, and flushed on demand", async () => {
    for (let i = 0; i < 450; i++) exchanges().record(exchange(`record-${i}`, { heiId: heiId("served.example"), direction: "in" }));
    await exchanges().flush();
    const { items } = await exchanges().list(heiId("served.example"), { direction: "in" }, { limit: 500 });
    expect(items.map(({ id }) => id)).toEqual(Array.from({ length: 450 }, (_, i) => `record-${449 - i}`));
  });

  test("lists newest first, without bodies, filtered and in pages", async () => {
    const own = heiId("list.example");
    await exchanges().save(exchange("l1", { heiId: own, problem: "refused" }));
    await exchanges().save(exchange("l2", { heiId: own, direction: "in", api: "echo", at: new Date("2026-03-02T00:00:00Z") }));
    await exchanges().save(exchange("l3", { heiId: own, partnerHeiId: heiId("other.example") }));
    const ids = async (filter: object) => (await exchanges().list(own, filter, { limit: 10 })).items.map(({ id }) => id);
    expect(await ids({})).toEqual(["l3", "l2", "l1"]);
    expect(await ids({ direction: "in" })).toEqual(["l2"]);
    expect(await ids({ api: "iias", failed: false })).toEqual(["l3"]);
    expect(await ids({ failed: true })).toEqual(["l1"]);
    expect(await ids({ partnerHeiId: "other.example" })).toEqual(["l3"]);
    expect(await ids({ requestId: "r-l2", since: new Date("2026-03-02T00:00:00Z") })).toEqual(["l2"]);
    const first = await exchanges().list(own, {}, { limit: 2 });
    expect((await exchanges().list(own, {}, { limit: 2, cursor: first.next ?? "" })).items.map(({ id }) => id)).toEqual(["l1"]);
    expect(first.items[0]).not.toHaveProperty("requestHeaders");
  });
};
