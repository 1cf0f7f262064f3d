/** What changes since the receiving institution last approved: for the eyes of both offices. */
import { applied, type ComponentDifference, componentDifferences } from "../components.js";
import { type CreditTotal, creditTotals } from "./credits.js";
import { effectiveComponents } from "../incoming.js";
import type { Components, LaDocument, LaStudent } from "../model.js";

/** The next content: a draft or a proposal. */
export interface NextContent {
  /** A first version, or changes to it. */
  readonly components: Components;
  readonly studentChanges?: Partial<LaStudent>;
}

export interface Comparison {
  /** What holds, without marks; absent before the first approval. */
  readonly agreed?: Components;
  /** What would hold; absent when nothing is drafted or proposed. */
  readonly next?: Components;
  /** From what is agreed to what comes next. */
  readonly differences: readonly ComponentDifference[];
  readonly changedStudentFields: readonly string[];
  readonly credits: { readonly agreed?: readonly CreditTotal[]; readonly next?: readonly CreditTotal[] };
}

export const compared = (document: Pick<LaDocument, "firstVersion" | "approvedChanges">, content: NextContent | undefined): Comparison => {
  const agreed = effectiveComponents(document);
  const next = content && (document.firstVersion ? applied(document.firstVersion.components, content.components) : content.components);
  return {
    ...(agreed && { agreed }), ...(next && { next }),
    differences: next ? componentDifferences(agreed ?? {}, next) : [],
    changedStudentFields: Object.keys(content?.studentChanges ?? {}),
    credits: { ...(agreed && { agreed: creditTotals(agreed) }), ...(next && { next: creditTotals(next) }) },
  };
};
