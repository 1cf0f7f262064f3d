import type { Exchange } from "./model.js";

/** How long an exchange is kept depends on what it can prove. */
export const EVIDENCE_KINDS = ["agreement", "refused", "routine"] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** What proves nothing about an agreement, by API and endpoint (`*`: every endpoint). What is not listed is kept longest. */
const ROUTINE: ReadonlySet<string> = new Set([
  "discovery *", "echo *", "institutions *", "organizational-units *", "factsheet *", "monitoring *", "iias index", "iias stats",
]);

/** The kind of an exchange: a row of the table above, unless somebody refused it or no answer came. */
export const evidenceKind = ({ api, endpoint, status, problem }: Pick<Exchange, "api" | "endpoint" | "status" | "problem">): EvidenceKind => {
  if (problem !== undefined || status === undefined || status >= 400) return "refused";
  return ROUTINE.has(`${api} *`) || ROUTINE.has(`${api} ${endpoint}`) ? "routine" : "agreement";
};
