import type { CatalogueStatistics } from "../model.js";

/** Below this many hosts a catalogue may shrink at will: sandboxes come and go. */
const EXEMPT_BELOW_HOSTS = 20;
const MEASURES = { hosts: "hosts", heis: "institutions", entries: "API entries", clientKeys: "client keys" } as const satisfies Partial<Record<keyof CatalogueStatistics, string>>;

/**
 * Says how a catalogue shrank below `ratio` of the one before, if it did. A registry that lost part of its manifests answers
 * with a well-formed but small catalogue; taking it would make partners unknown.
 */
export const shrinkage = (before: CatalogueStatistics | undefined, after: CatalogueStatistics, ratio: number): string | undefined => {
  if (!before || before.hosts < EXEMPT_BELOW_HOSTS) return undefined;
  const lost = (Object.keys(MEASURES) as (keyof typeof MEASURES)[]).filter((measure) => after[measure] < before[measure] * ratio);
  if (lost.length === 0) return undefined;
  const numbers = lost.map((measure) => `${after[measure]} ${MEASURES[measure]} instead of ${before[measure]}`).join(", ");
  return `The catalogue shrank below ${Math.round(ratio * 100)} %: ${numbers}.`;
};
