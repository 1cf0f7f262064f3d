import type { HeiId } from "../../kernel/ids.js";
import type { Page, PageRequest } from "../page.js";
import type { Exchange, ExchangeSummary } from "./model.js";

export interface ExchangeFilter {
  readonly partnerHeiId?: HeiId;
  readonly direction?: "in" | "out";
  readonly api?: string;
  readonly failed?: boolean;
  readonly requestId?: string;
  readonly since?: Date;
}

export interface ExchangeStore {
  /** Resolves once the exchange is durable. For what a partner signed and we rely on. */
  save(exchange: Exchange): Promise<void>;
  /** Returns at once; written within a second, in batches. For what we served; lost at most with the process. */
  record(exchange: Exchange): void;
  /** Resolves when there is room for another record, or when waiting would not help; undefined when there is room now. */
  room(): Promise<void> | undefined;
  get(heiId: HeiId, id: string): Promise<Exchange | undefined>;
  list(heiId: HeiId, filter: ExchangeFilter, page: PageRequest): Promise<Page<ExchangeSummary>>;
  /** Writes what `record` still holds. */
  flush(): Promise<void>;
}
