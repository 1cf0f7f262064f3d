import { given } from "../kernel/given.js";
import type { Clock, Logger } from "../kernel/ports.js";
import type { Catalogue, CatalogueSettings, CatalogueStatus, RefreshOptions, RefreshReport } from "./catalogue.js";
import type { Validators } from "./fetch/download.js";
import type { FetchCatalogue, Fetched } from "./fetch/fetch-catalogue.js";
import { type CatalogueFiles, LastGood } from "./last-good.js";
import type { Snapshot } from "./model.js";
import { describeChanges, type CatalogueChanges } from "./refresh/changes.js";
import { Health } from "./refresh/health.js";
import { HeldCopy } from "./refresh/held-copy.js";
import { MAX_INTERVAL_MS, nextQuery } from "./refresh/schedule.js";
import { shrinkage } from "./refresh/shrink.js";

export interface CataloguePorts {
  readonly clock: Clock;
  readonly logger: Logger;
  /** `fetchInChild(url)`, or `fetchCatalogue` where the catalogue is small. */
  readonly fetchCatalogue: FetchCatalogue;
}

const DEFAULTS = { intervalMs: 15 * 60_000, maxStaleMs: 5 * 24 * 3_600_000, maxBytes: 200_000_000, minRatio: 0.7 };
/** How often the schedule looks at the clock; a look costs nothing, and a computer that slept notices soon. */
const TICK_MS = 10_000;

class LiveCatalogue implements Catalogue {
  readonly #settings: CatalogueSettings & typeof DEFAULTS;
  readonly #ports: CataloguePorts;
  readonly #lastGood: LastGood;
  readonly #stop = new AbortController();
  readonly #health: Health;
  readonly #held: HeldCopy;
  #timer: NodeJS.Timeout | undefined;
  #running: { readonly report: Promise<RefreshReport>; readonly accepts: boolean } | undefined;
  #changes: CatalogueChanges | undefined;

  constructor(settings: CatalogueSettings, ports: CataloguePorts) {
    this.#settings = { ...DEFAULTS, ...settings };
    this.#ports = ports;
    this.#lastGood = new LastGood(settings.directory);
    this.#health = new Health(ports);
    this.#held = new HeldCopy({ ...this.#settings, lastGood: this.#lastGood, fetchCatalogue: ports.fetchCatalogue, health: this.#health });
  }

  current(): Snapshot | undefined {
    return (this.#ageMs() ?? Infinity) <= this.#settings.maxStaleMs ? this.#held.snapshot : undefined;
  }

  refresh({ acceptShrunken = false }: RefreshOptions = {}): Promise<RefreshReport> {
    if (this.#running && (this.#running.accepts || !acceptShrunken)) return this.#running.report;
    const before = this.#running?.report ?? Promise.resolve();
    const report = before.then(() => this.#attempt(acceptShrunken));
    const running = { report, accepts: acceptShrunken };
    this.#running = running;
    return report.finally(() => {
      if (this.#running === running) this.#running = undefined;
    });
  }

  async refreshIfDue(): Promise<RefreshReport | undefined> {
    return this.#now() >= this.#nextDue() ? this.refresh() : undefined;
  }

  status(): CatalogueStatus {
    const ageMs = this.#ageMs();
    const snapshot = this.current();
    const { lastAttempt, lastFailure, overSince } = this.#health;
    const state = !snapshot ? "unavailable" : (ageMs ?? 0) > MAX_INTERVAL_MS ? "stale" : "current";
    const expired = this.#held.snapshot && !snapshot ? ["The last good catalogue is older than the limit and no longer used."] : [];
    const alarms = [...this.#health.alarms(), ...expired];
    return {
      url: this.#settings.url, state, ageMs,
      lastSuccess: this.#held.confirmedAt, lastAttempt,
      lastFailure: lastFailure && { at: lastFailure.at, code: lastFailure.code, reason: lastFailure.reason, ...given({ overSince }) },
      alarm: alarms.length > 0 ? alarms.join(" ") : undefined,
      nextDue: this.#nextDue(), sha256: snapshot?.sha256, statistics: snapshot?.statistics, changes: this.#changes,
    };
  }

  async start(): Promise<void> {
    await this.#held.load();
    this.#timer = setInterval(() => void this.refreshIfDue(), TICK_MS).unref();
    const first = this.refreshIfDue();
    if (!this.#held.snapshot) await first;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#stop.abort();
    await this.#running?.report;
  }

  #ageMs(): number | undefined {
    const { confirmedAt } = this.#held;
    return confirmedAt && Math.max(0, this.#now().getTime() - confirmedAt.getTime());
  }

  #nextDue(): Date {
    const { failing: failed, lastAttempt } = this.#health;
    return nextQuery({ intervalMs: this.#settings.intervalMs, lastAttempt, failed, confirmedAt: this.#held.confirmedAt });
  }

  async #attempt(acceptShrunken: boolean): Promise<RefreshReport> {
    this.#health.begin();
    const report = await this.#ask(acceptShrunken).catch((error: unknown): RefreshReport => (
      { outcome: "failed", at: this.#now(), code: "internal", reason: error instanceof Error ? error.message : String(error) }
    ));
    this.#health.end(report, this.#held.facts?.sha256);
    return report;
  }

  async #ask(acceptShrunken: boolean): Promise<RefreshReport> {
    const { url, extraCa, maxBytes } = this.#settings;
    const files = await this.#lastGood.incoming();
    try {
      const registry = { url, held: this.#held.stored?.validators ?? {}, ...given({ extraCa }) };
      const fetched = await this.#ports.fetchCatalogue({ registry, files, maxBytes }, this.#stop.signal);
      if (fetched.outcome === "unchanged") return await this.#confirm();
      if (fetched.outcome === "fetched") return await this.#look(files, fetched, acceptShrunken);
      return this.#stop.signal.aborted ? { outcome: "failed", at: this.#now(), code: "stopped", reason: "The node is stopping." } : { ...fetched, at: this.#now() };
    } finally {
      await this.#lastGood.discard(files);
    }
  }

  async #look(files: CatalogueFiles, { sha256, statistics, validators }: Extract<Fetched, { outcome: "fetched" }>, acceptShrunken: boolean): Promise<RefreshReport> {
    if (sha256 === this.#held.stored?.sha256) return this.#confirm(validators);
    const before = this.#held.snapshot;
    const reason = acceptShrunken ? undefined : shrinkage(before?.statistics, statistics, this.#settings.minRatio);
    if (reason) return { outcome: "refused", at: this.#now(), code: "shrunken", reason };
    const at = this.#now();
    const snapshot = await this.#held.take(files, at, { sha256, validators });
    const [changes] = await Promise.all([before && describeChanges(before, snapshot), this.#held.keep(files)]);
    this.#changes = changes ?? this.#changes;
    return { outcome: "updated", at, statistics, changes };
  }

  async #confirm(validators?: Validators): Promise<RefreshReport> {
    const at = this.#now();
    await this.#held.confirm(at, validators);
    return { outcome: "unchanged", at };
  }

  #now(): Date {
    return this.#ports.clock.now();
  }
}

/** A catalogue that keeps itself fresh once started (PROTOCOL 2.2, 7 rows 8 and 9). Nothing happens before `start` or `refresh`. */
export const createCatalogue = (settings: CatalogueSettings, ports: CataloguePorts): Catalogue => new LiveCatalogue(settings, ports);
