/** One thing that is wrong with a copy, with the place that a form can show it at. */
export interface Problem {
  /** E.g. `conditions[2].subjectAreas[0].iscedFCode`. */
  readonly field: string;
  /** What is wrong, for people. */
  readonly problem: string;
  /** What would be right. */
  readonly expected: string;
}
