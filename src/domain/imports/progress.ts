/** How far an import is: all rows are looked at before the first is stored. */
export interface Progress {
  readonly phase: "looking" | "storing";
  /** Rows to be done in this phase. */
  readonly rows: number;
  readonly done: number;
}

/** Told every few hundred rows. Rejects when the work has to stop there; what was stored until then stays. */
export type Tell = (progress: Progress) => Promise<void>;

/** For work that nobody follows. */
export const untold: Tell = async () => undefined;
