import type { HeiId } from "../../kernel/ids.js";
import type { Import, ImportKey, ImportKind, ImportOrder, ImportReports } from "./model.js";
import type { Progress, Tell } from "./progress.js";

/** An import that this process works on until `leaseUntil`; what was leased to a process that died is claimed again. */
export interface ClaimedImport extends ImportOrder {
  /** Names the claim: whoever lost it writes nothing any more. */
  readonly holder: string;
  /** Counted from 1: how often it was begun. */
  readonly attempt: number;
}

export type ImportEnd =
  | { readonly state: "done"; readonly report: ImportReports[ImportKind]; readonly rows: number; readonly stored: number }
  | { readonly state: "cancelled" }
  | { readonly state: "failed"; readonly failure: string };

export interface ImportStore {
  /** What has this id already stays as it is. False, and nothing is kept, when so many of the institution's are not over yet. */
  add(order: ImportOrder, now: Date, most: number): Promise<boolean>;
  get<K extends ImportKind>(heiId: HeiId, kind: K, id: string): Promise<Import<K> | undefined>;
  /** The longest waiting one that may begin: of each institution and kind one at a time, in the order of their coming. */
  claim(lease: { readonly holder: string; readonly now: Date; readonly until: Date }): Promise<ClaimedImport | undefined>;
  /** Keeps how far a claimed import is, and its claim until then. */
  reach(claim: ClaimedImport, progress: Progress, until: Date): Promise<"go-on" | "cancelled" | "lost">;
  /** Anybody may claim it from `at` on. `asIfNotBegun`: the attempt does not count. */
  giveBack(claim: ClaimedImport, at: Date, asIfNotBegun: boolean): Promise<void>;
  /** Final, and the file is gone. Nothing when the claim was lost. */
  end(claim: ClaimedImport, end: ImportEnd, now: Date): Promise<void>;
  /** Ends what nobody works on; what is at work stops at its next step. What is over stays as it is. */
  cancel(key: ImportKey, now: Date): Promise<void>;
  /** Removes what was over before; returns how many. */
  forget(before: Date): Promise<number>;
}

/** Does one import from its beginning or from where it was left, which it finds out by itself. Rejects when `tell` does, and with an `EwpError` for what no repetition heals. */
export type Importer<K extends ImportKind> = (order: ImportOrder, tell: Tell) => Promise<{ readonly report: ImportReports[K]; readonly rows: number; readonly stored: number }>;
export type Importers = { readonly [K in ImportKind]: Importer<K> };
