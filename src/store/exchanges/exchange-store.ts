import type { Kysely } from "kysely";
import type { EvidenceSeal } from "../../domain/evidence/ports.js";
import type { ExchangeSummary } from "../../domain/exchanges/model.js";
import type { ExchangeFilter, ExchangeStore } from "../../domain/exchanges/ports.js";
import type { Page, PageRequest } from "../../domain/page.js";
import type { HeiId } from "../../kernel/ids.js";
import type { Clock, Logger } from "../../kernel/ports.js";
import { ChainWriter } from "../evidence/chain-writer.js";
import { oneWriter } from "../evidence/one-writer.js";
import { waiting, type WaitingExchange } from "../evidence/sealed-row.js";
import { cursorOf, pageOf, readNumberCursor } from "../sql/cursor.js";
import type { Tables } from "../sql/tables.js";
import { withBodies } from "./with-bodies.js";
import { textsOf, toExchange, toSummary } from "./rows.js";
import { type Weight, WriteBehind, type WriteBehindLimits } from "./write-behind.js";

/** Half a minute of a busy node, or an hour of a quiet one. */
const LIMITS: WriteBehindLimits = { bytes: 32 * 2 ** 20, items: 10_000, batch: 200, delayMs: 250, patienceMs: 5_000 };

/** Rough size of what an exchange holds in memory besides its bodies. */
const OVERHEAD_BYTES = 2_000;

/** Answers that are kept are served many times: their bytes are there once. */
const weigh = ({ requestBody, responseBody }: WaitingExchange): Weight => ({ own: OVERHEAD_BYTES + requestBody.length, shared: responseBody });

interface Parts {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Asked when the first exchange is written or read. */
  readonly seal: () => Promise<EvidenceSeal>;
}

/** Evidence of what went over the network: sealed, in blocks that name each other. */
export const exchangeStore = (db: Kysely<Tables>, { clock, logger, seal }: Parts, limits = LIMITS): ExchangeStore => {
  const chain = new ChainWriter(db, seal, clock);
  const write = oneWriter<WaitingExchange>((exchanges) => chain.write(exchanges), limits.batch);
  const behind = new WriteBehind<WaitingExchange>({ write, weigh, limits, logger });
  return {
    save: (exchange) => write([waiting(exchange)]),
    record: (exchange) => behind.add(waiting(exchange)),
    room: () => behind.room(),
    flush: () => behind.flush(),
    get: async (heiId, id) => {
      const row = await withBodies(db).where("exchanges.hei_id", "=", heiId).where("exchanges.id", "=", id).executeTakeFirst();
      return row && toExchange(row, await seal());
    },
    list: async (heiId, filter, page) => listExchanges(db, await seal(), { heiId, filter, page }),
  };
};

interface Listing {
  readonly heiId: HeiId;
  readonly filter: ExchangeFilter;
  readonly page: PageRequest;
}

/** Newest first, in the order in which they were written. */
const listExchanges = async (db: Kysely<Tables>, seal: EvidenceSeal, { heiId, filter, page }: Listing): Promise<Page<ExchangeSummary>> => {
  const before = readNumberCursor(page);
  const { partnerHeiId, direction, api, failed, requestId, since } = filter;
  const rows = await db.selectFrom("exchanges").selectAll().where("hei_id", "=", heiId)
    .$if(partnerHeiId !== undefined, (query) => query.where("partner_hei_id", "=", partnerHeiId as string))
    .$if(direction !== undefined, (query) => query.where("direction", "=", direction as "in" | "out"))
    .$if(api !== undefined, (query) => query.where("api", "=", api as string))
    .$if(failed !== undefined, (query) => query.where((row) => row(row.fn.coalesce("failed", row("problem", "is not", null)), "=", failed as boolean)))
    .$if(requestId !== undefined, (query) => query.where("request_id", "=", requestId as string))
    .$if(since !== undefined, (query) => query.where("at", ">=", since as Date))
    .$if(before !== undefined, (query) => query.where("seq", "<", before as string))
    .orderBy("seq", "desc").limit(page.limit + 1).execute();
  return pageOf(rows, page, (row) => toSummary(row, textsOf(row, seal)), (row) => cursorOf(row.seq));
};
