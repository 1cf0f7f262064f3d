/** Imports of whole files. They go on by themselves, whoever waits for them, and after a crash in another process. */
import type { HeiId } from "../../kernel/ids.js";
import type { CourseReport } from "../courses/service.js";
import type { CohortReport } from "../nominations/cohort/import.js";
import type { Repeated } from "../nominations/cohort/nominated.js";

/** What an import of a kind found and did, also a dry run. */
export interface ImportReports {
  readonly nominations: CohortReport;
  readonly courses: CourseReport;
}
export type ImportKind = keyof ImportReports;

/** Waiting: another import of this kind is at work for the institution. The last three are final. */
export type ImportState = "waiting" | "looking" | "storing" | "done" | "cancelled" | "failed";

export interface ImportKey {
  readonly heiId: HeiId;
  readonly kind: ImportKind;
  readonly id: string;
}

/** What was asked for. The file is kept until the import is over, and no longer: it tells of people. */
export interface ImportOrder extends ImportKey {
  readonly file: Uint8Array;
  readonly mediaType: "text/csv" | "application/json";
  /** Without it nothing is stored. */
  readonly confirm: boolean;
  readonly repeated?: Repeated | undefined;
  /** The token's name. */
  readonly actor: string;
}

export interface Import<K extends ImportKind = ImportKind> extends ImportKey {
  readonly kind: K;
  readonly state: ImportState;
  readonly confirm: boolean;
  /** 0 until the file was read. */
  readonly rows: number;
  readonly looked: number;
  /** What was stored stays stored when the import is cancelled or fails. */
  readonly stored: number;
  readonly createdAt: Date;
  readonly endedAt?: Date;
  /** When it is done. */
  readonly report?: ImportReports[K];
  /** Why it failed. */
  readonly failure?: string;
}

export const isOver = ({ state }: Pick<Import, "state">): boolean => state === "done" || state === "cancelled" || state === "failed";
