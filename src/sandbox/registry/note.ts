/** What the maintainer of a manifest would be told: left out (`error`) or doubtful (`warning`). */
export interface Note {
  readonly level: "error" | "warning";
  readonly text: string;
}
