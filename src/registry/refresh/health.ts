import type { Clock, Logger } from "../../kernel/ports.js";
import type { RefreshReport } from "../catalogue.js";

export type Unsuccessful = Extract<RefreshReport, { outcome: "failed" | "refused" }>;
/** Things that a person must look at, each until it is over. */
export type AlarmName = "refused" | "copy" | "disk";

/** How the refreshes went, and what a person must look at. */
export class Health {
  readonly #alarms = new Map<AlarmName, string>();
  lastAttempt: Date | undefined;
  lastFailure: Unsuccessful | undefined;
  /** When the first refresh after the last failure went well. */
  overSince: Date | undefined;
  /** The newest refresh got no answer that could be used. */
  failing = false;

  constructor(private readonly ports: { readonly clock: Clock; readonly logger: Logger }) {}

  begin(): void {
    this.lastAttempt = this.ports.clock.now();
  }

  /** Notes how a refresh ended; `sha256` is that of the copy now in use. */
  end(report: RefreshReport, sha256: string | undefined): void {
    this.failing = report.outcome === "failed";
    if (report.outcome === "updated" || report.outcome === "unchanged") {
      this.overSince ??= this.lastFailure && this.ports.clock.now();
      this.over("refused");
      this.over("copy");
      this.ports.logger.info("catalogue refreshed", { outcome: report.outcome, sha256 });
      return;
    }
    this.lastFailure = report;
    this.overSince = undefined;
    if (report.outcome === "refused") this.raise("refused", `A catalogue was refused: ${report.reason}`, report.code);
    else this.ports.logger.warn("catalogue not refreshed", { code: report.code, reason: report.reason });
  }

  raise(name: AlarmName, message: string, cause: unknown): void {
    this.#alarms.set(name, message);
    this.ports.logger.error("catalogue alarm", { alarm: name, message, error: cause instanceof Error ? cause.message : String(cause) });
  }

  over(name: AlarmName): void {
    this.#alarms.delete(name);
  }

  has(name: AlarmName): boolean {
    return this.#alarms.has(name);
  }

  alarms(): readonly string[] {
    return [...this.#alarms.values()];
  }
}
