/** What an officer decided: which result belongs to a component, and whether it is recognised. With neither, rules decide again. */
export interface HandDecision {
  readonly componentId: string;
  /** The result that belongs to it, null where none does; absent: by id or code. */
  readonly resultKey?: string | null;
  readonly outcome?: "recognised" | "not-recognised";
  /** Required with an outcome. */
  readonly reason?: string;
}
