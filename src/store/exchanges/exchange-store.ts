import type { Kysely } from "kysely";
import type { Exchange, ExchangeSummary } from "../../domain/exchanges/model.js";
import type { ExchangeFilter, ExchangeStore } from "../../domain/exchanges/ports.js";
import type { Page, PageRequest } from "../../domain/page.js";
import type { HeiId } from "../../kernel/ids.js";
import type { Logger } from "../../kernel/ports.js";
import { cursorOf, pageOf, readNumberCursor } from "../sql/cursor.js";
import type { Tables } from "../sql/tables.js";
import { insertExchanges } from "./insert.js";
import { toExchange, toSummary } from "./rows.js";
import { WriteBehind, type WriteBehindLimits } from "./write-behind.js";

/** Half a minute of a busy node, or an hour of a quiet one. */
const LIMITS: WriteBehindLimits = { bytes: 32 * 2 ** 20, items: 10_000, batch: 200, delayMs: 250 };

/** Rough size of what an exchange holds in memory besides its bodies. */
const OVERHEAD_BYTES = 2_000;

/** Evidence of what went over the network. */
export const exchangeStore = (db: Kysely<Tables>, logger: Logger, limits = LIMITS): ExchangeStore => {
  const behind = new WriteBehind<Exchange>((exchanges) => insertExchanges(db, exchanges), limits, logger);
  return {
    save: (exchange) => insertExchanges(db, [exchange]),
    record: (exchange) => behind.add(exchange, OVERHEAD_BYTES + exchange.requestBody.length + (exchange.responseBody?.length ?? 0)),
    flush: () => behind.flush(),
    get: async (heiId, id) => {
      const row = await db.selectFrom("exchanges")
        .leftJoin("bodies as request", "request.sha256", "exchanges.request_body").leftJoin("bodies as response", "response.sha256", "exchanges.response_body")
        .where("exchanges.hei_id", "=", heiId).where("exchanges.id", "=", id)
        .selectAll("exchanges").select(["request.bytes as request_bytes", "response.bytes as response_bytes"]).executeTakeFirst();
      return row && toExchange(row);
    },
    list: (heiId, filter, page) => listExchanges(db, heiId, filter, page),
  };
};

const SUMMARY = ["seq", "id", "hei_id", "partner_hei_id", "direction", "api", "endpoint", "request_id", "method", "url", "status", "at", "duration_ms", "problem", "quirks"] as const;

/** Newest first, in the order in which they were written. */
const listExchanges = async (db: Kysely<Tables>, heiId: HeiId, filter: ExchangeFilter, page: PageRequest): Promise<Page<ExchangeSummary>> => {
  const before = readNumberCursor(page);
  const { partnerHeiId, direction, api, failed, requestId, since } = filter;
  const rows = await db.selectFrom("exchanges").select(SUMMARY).where("hei_id", "=", heiId)
    .$if(partnerHeiId !== undefined, (query) => query.where("partner_hei_id", "=", partnerHeiId as string))
    .$if(direction !== undefined, (query) => query.where("direction", "=", direction as "in" | "out"))
    .$if(api !== undefined, (query) => query.where("api", "=", api as string))
    .$if(failed !== undefined, (query) => query.where("problem", failed ? "is not" : "is", null))
    .$if(requestId !== undefined, (query) => query.where("request_id", "=", requestId as string))
    .$if(since !== undefined, (query) => query.where("at", ">=", since as Date))
    .$if(before !== undefined, (query) => query.where("seq", "<", before as string))
    .orderBy("seq", "desc").limit(page.limit + 1).execute();
  return pageOf(rows, page, toSummary, (row) => cursorOf(row.seq));
};
