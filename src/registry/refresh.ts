import { rm } from "node:fs/promises";
import type { Clock, Logger } from "../kernel/ports.js";
import type { Catalogue, CatalogueSettings, CatalogueStatus, RefreshOptions, RefreshReport } from "./catalogue.js";
import { describeChanges, type CatalogueChanges } from "./refresh/changes.js";
import { createDownload, type Download, type Validators } from "./download.js";
import { LastGood, type LastGoodFacts } from "./last-good.js";
import type { Snapshot } from "./model.js";
import { CatalogueRefused } from "./parse/refusal.js";
import type { ParseCatalogueFile, ParsedCatalogue } from "./parse/tables/catalogue-tables.js";
import { MAX_INTERVAL_MS, nextQuery } from "./refresh/schedule.js";
import { shrinkage } from "./refresh/shrink.js";
import { createSnapshot } from "./snapshot.js";

export interface CataloguePorts {
  readonly clock: Clock;
  readonly logger: Logger;
  /** `parseInWorker(url)`, or `parseCatalogueFile` where the catalogue is small. */
  readonly parse: ParseCatalogueFile;
}

const DEFAULTS = { intervalMs: 15 * 60_000, maxStaleMs: 5 * 24 * 3_600_000, maxBytes: 200_000_000, minRatio: 0.7 };
/** How often the schedule looks at the clock; a look costs nothing, and a computer that slept notices soon. */
const TICK_MS = 10_000;

/** A copy in use, and what is known about it. */
interface Held {
  readonly snapshot: Snapshot;
  readonly facts: LastGoodFacts;
}

type Unsuccessful = Extract<RefreshReport, { outcome: "failed" | "refused" }>;
/** Things that a person must look at, each until it is over. */
type AlarmName = "refused" | "copy" | "disk";

class LiveCatalogue implements Catalogue {
  readonly #settings: CatalogueSettings & typeof DEFAULTS;
  readonly #ports: CataloguePorts;
  readonly #lastGood: LastGood;
  readonly #download: Download;
  readonly #stop = new AbortController();
  readonly #alarms = new Map<AlarmName, string>();
  #timer: NodeJS.Timeout | undefined;
  #running: { readonly report: Promise<RefreshReport>; readonly accepts: boolean } | undefined;
  #held: Held | undefined;
  #lastAttempt: Date | undefined;
  #lastReport: RefreshReport | undefined;
  #lastFailure: Unsuccessful | undefined;
  #changes: CatalogueChanges | undefined;

  constructor(settings: CatalogueSettings, ports: CataloguePorts) {
    this.#settings = { ...DEFAULTS, ...settings };
    this.#ports = ports;
    this.#lastGood = new LastGood(settings.directory);
    this.#download = createDownload(this.#settings);
  }

  current(): Snapshot | undefined {
    return (this.#ageMs() ?? Infinity) <= this.#settings.maxStaleMs ? this.#held?.snapshot : undefined;
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
    return this.#ports.clock.now() >= this.#nextDue() ? this.refresh() : undefined;
  }

  status(): CatalogueStatus {
    const ageMs = this.#ageMs();
    const snapshot = this.current();
    const state = !snapshot ? "unavailable" : (ageMs ?? 0) > MAX_INTERVAL_MS ? "stale" : "current";
    const expired = this.#held && !snapshot ? ["The last good catalogue is older than the limit and no longer used."] : [];
    const alarms = [...this.#alarms.values(), ...expired];
    return {
      url: this.#settings.url, state, ageMs,
      lastSuccess: this.#confirmedAt(), lastAttempt: this.#lastAttempt,
      lastFailure: this.#lastFailure && { at: this.#lastFailure.at, code: this.#lastFailure.code, reason: this.#lastFailure.reason },
      alarm: alarms.length > 0 ? alarms.join(" ") : undefined,
      nextDue: this.#nextDue(), sha256: snapshot?.sha256, statistics: snapshot?.statistics, changes: this.#changes,
    };
  }

  async start(): Promise<void> {
    await this.#load();
    this.#timer = setInterval(() => void this.refreshIfDue(), TICK_MS).unref();
    const first = this.refreshIfDue();
    if (!this.#held) await first;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#stop.abort();
    await this.#running?.report;
  }

  #confirmedAt(): Date | undefined {
    return this.#held && new Date(this.#held.facts.confirmedAt);
  }

  #ageMs(): number | undefined {
    const confirmedAt = this.#confirmedAt();
    return confirmedAt && Math.max(0, this.#ports.clock.now().getTime() - confirmedAt.getTime());
  }

  #nextDue(): Date {
    const failed = this.#lastReport?.outcome === "failed";
    return nextQuery({ intervalMs: this.#settings.intervalMs, lastAttempt: this.#lastAttempt, failed, confirmedAt: this.#confirmedAt() });
  }

  async #attempt(acceptShrunken: boolean): Promise<RefreshReport> {
    this.#lastAttempt = this.#ports.clock.now();
    const report = await this.#ask(acceptShrunken).catch((error: unknown) => this.#unsuccessful(error));
    this.#record(report);
    return report;
  }

  async #ask(acceptShrunken: boolean): Promise<RefreshReport> {
    const file = await this.#lastGood.incoming();
    // What could not be stored is fetched again as a whole, so that it can be.
    const stored = this.#alarms.has("disk") ? undefined : this.#held?.facts;
    try {
      const outcome = await this.#download(stored?.validators ?? {}, file, this.#stop.signal);
      if (outcome.kind === "failed") return { outcome: "failed", at: this.#ports.clock.now(), code: "download", reason: outcome.reason };
      if (outcome.kind === "unchanged") return await this.#confirm();
      const parsed = await this.#ports.parse(file, { maxBytes: this.#settings.maxBytes });
      if (parsed.sha256 === stored?.sha256) return await this.#confirm(outcome.validators);
      const reason = acceptShrunken ? undefined : shrinkage(this.#held?.snapshot.statistics, parsed.statistics, this.#settings.minRatio);
      if (reason) return { outcome: "refused", at: this.#ports.clock.now(), code: "shrunken", reason };
      return await this.#take(parsed, file, outcome.validators);
    } finally {
      await rm(file, { force: true });
    }
  }

  /** The registry says that the copy at hand is still the newest. */
  async #confirm(validators?: Validators): Promise<RefreshReport> {
    const at = this.#ports.clock.now();
    if (this.#held) {
      const facts = { ...this.#held.facts, confirmedAt: at.toISOString(), validators: validators ?? this.#held.facts.validators };
      this.#held = { snapshot: this.#held.snapshot, facts };
      await this.#toDisk(() => this.#lastGood.write(facts));
    }
    return { outcome: "unchanged", at };
  }

  async #take(parsed: ParsedCatalogue, file: string, validators: Validators): Promise<RefreshReport> {
    const at = this.#ports.clock.now();
    const before = this.#held?.snapshot;
    const snapshot = createSnapshot(parsed);
    const time = at.toISOString();
    const facts: LastGoodFacts = { url: this.#settings.url, sha256: parsed.sha256, validators, fetchedAt: time, confirmedAt: time };
    this.#held = { snapshot, facts };
    await this.#toDisk(() => this.#lastGood.keep(file, facts));
    const changes = before && (await describeChanges(before, snapshot));
    this.#changes = changes ?? this.#changes;
    return { outcome: "updated", at, statistics: parsed.statistics, changes };
  }

  /** A full disk must not keep the node from using what it has learnt. */
  async #toDisk(write: () => Promise<void>): Promise<void> {
    try {
      await write();
      this.#alarms.delete("disk");
    } catch (error) {
      this.#raise("disk", "The catalogue could not be stored; after a restart the node would know less.", error);
    }
  }

  async #load(): Promise<void> {
    const facts = await this.#lastGood.facts();
    if (!facts || facts.url !== this.#settings.url) return;
    try {
      const parsed = await this.#ports.parse(this.#lastGood.fileOf(facts), { maxBytes: this.#settings.maxBytes });
      if (parsed.sha256 !== facts.sha256) throw new CatalogueRefused("unreadable-file", `Its SHA-256 is ${parsed.sha256}, not ${facts.sha256}.`);
      this.#held = { snapshot: createSnapshot(parsed), facts };
    } catch (error) {
      this.#raise("copy", "The last good catalogue on disk is damaged and was not used.", error);
    }
  }

  #unsuccessful(error: unknown): Unsuccessful {
    const at = this.#ports.clock.now();
    if (error instanceof CatalogueRefused) return { outcome: "refused", at, code: error.reason, reason: error.message };
    return { outcome: "failed", at, code: "internal", reason: error instanceof Error ? error.message : String(error) };
  }

  #record(report: RefreshReport): void {
    this.#lastReport = report;
    if (report.outcome === "updated" || report.outcome === "unchanged") {
      this.#alarms.delete("refused");
      this.#alarms.delete("copy");
      this.#ports.logger.info("catalogue refreshed", { outcome: report.outcome, sha256: this.#held?.facts.sha256 });
      return;
    }
    this.#lastFailure = report;
    if (report.outcome === "refused") this.#raise("refused", `A catalogue was refused: ${report.reason}`, report.code);
    else this.#ports.logger.warn("catalogue not refreshed", { code: report.code, reason: report.reason });
  }

  #raise(name: AlarmName, message: string, cause: unknown): void {
    this.#alarms.set(name, message);
    this.#ports.logger.error("catalogue alarm", { alarm: name, message, error: cause instanceof Error ? cause.message : String(cause) });
  }
}

/** A catalogue that keeps itself fresh once started (PROTOCOL 2.2, 7 rows 8 and 9). Nothing happens before `start` or `refresh`. */
export const createCatalogue = (settings: CatalogueSettings, ports: CataloguePorts): Catalogue => new LiveCatalogue(settings, ports);
