import type { CatalogueChanges } from "./refresh/changes.js";
import type { CatalogueStatistics, Snapshot } from "./model.js";

export interface CatalogueSettings {
  /** https address of the registry's catalogue. */
  readonly url: string;
  /** Directory of the last good copy; nothing else may be in it. */
  readonly directory: string;
  /** PEM certificates that are trusted besides the public ones. */
  readonly extraCa?: string;
  /** Time between two scheduled queries, 15 minutes by default, at least 1 minute and at most 3 hours. */
  readonly intervalMs?: number;
  /** How long a copy is used without word from the registry, 5 days by default. */
  readonly maxStaleMs?: number;
  /** Largest catalogue in bytes, 200 MB by default. */
  readonly maxBytes?: number;
  /** A catalogue with less than this part of the last one is refused, 0.7 by default. */
  readonly minRatio?: number;
}

/** What one refresh came to. `failed`: no answer that could be used; `refused`: an answer that would do harm. Both keep the copy. */
export type RefreshReport =
  | { readonly outcome: "updated"; readonly at: Date; readonly statistics: CatalogueStatistics; readonly changes: CatalogueChanges | undefined }
  | { readonly outcome: "unchanged"; readonly at: Date }
  | { readonly outcome: "failed" | "refused"; readonly at: Date; readonly code: string; readonly reason: string };

export interface RefreshOptions {
  /** The operator has looked: take the catalogue even if it shrank. */
  readonly acceptShrunken?: boolean;
}

/** For operators: how good the knowledge of the network is. */
export interface CatalogueStatus {
  readonly url: string;
  /** `stale`: older than the 3 hours a cache may live, used because the registry is down; `unavailable`: no copy, or none within the limit. */
  readonly state: "current" | "stale" | "unavailable";
  /** Milliseconds since the registry last confirmed the copy. */
  readonly ageMs: number | undefined;
  /** When the registry last confirmed the copy. */
  readonly lastSuccess: Date | undefined;
  readonly lastAttempt: Date | undefined;
  /** The newest failure or refusal, kept after later successes. */
  readonly lastFailure: { readonly at: Date; readonly code: string; readonly reason: string; readonly overSince?: Date } | undefined;
  /** What a person must look at; undefined when all is well. */
  readonly alarm: string | undefined;
  /** When the schedule asks the registry next. */
  readonly nextDue: Date;
  readonly sha256: string | undefined;
  readonly statistics: CatalogueStatistics | undefined;
  /** What the newest update changed; undefined until one happened. */
  readonly changes: CatalogueChanges | undefined;
}

/** The node's knowledge of the network. */
export interface Catalogue {
  /** The newest good catalogue; undefined when there is none within the limit: answer 503, not 403. */
  current(): Snapshot | undefined;
  /** Asks the registry now. Never rejects; concurrent calls share one download. */
  refresh(options?: RefreshOptions): Promise<RefreshReport>;
  /** The same if the schedule says so, else undefined. */
  refreshIfDue(): Promise<RefreshReport | undefined>;
  status(): CatalogueStatus;
  /** Loads the copy on disk and keeps it fresh from then on. Waits for the first download only when there is no copy. */
  start(): Promise<void>;
  /** Ends the schedule and any download. */
  close(): Promise<void>;
}
