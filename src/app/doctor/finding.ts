import type { Circumstances } from "./circumstances.js";

/** `fault`: something does not work or will be lost; `warning`: it will not work some day, or cannot be known; `skipped`: not asked, and why. */
export type Level = "ok" | "warning" | "fault" | "skipped";

/** What one look came to. */
export interface Finding {
  readonly level: Level;
  /** One sentence: what was seen. */
  readonly says: string;
  /** What to do about it; always there for faults and warnings. */
  readonly fix?: string;
}

/** One thing that types and settings cannot tell. It never throws for what it looks at: that is a finding. */
export interface Check {
  /** A few words, e.g. `clock`. */
  readonly name: string;
  run(circumstances: Circumstances): Promise<readonly Finding[]>;
}

export const ok = (says: string): Finding => ({ level: "ok", says });
export const warning = (says: string, fix: string): Finding => ({ level: "warning", says, fix });
export const fault = (says: string, fix: string): Finding => ({ level: "fault", says, fix });
export const skipped = (says: string): Finding => ({ level: "skipped", says });
