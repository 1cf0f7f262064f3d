import { keyOfResult, type Result } from "../transcripts/model.js";
import type { HandDecision } from "../transcripts/hand-decision.js";
import type { AgreedComponent, MatchedBy } from "./model.js";

export interface Match {
  readonly component: AgreedComponent;
  /** Position among the results. */
  readonly result?: number;
  readonly by?: MatchedBy;
}

/**
 * Which result belongs to which component: what a person said first, then equal ids, then equal codes. A result belongs to one component;
 * where two could have it by the same rule, neither gets it.
 */
export const matchResults = (components: readonly AgreedComponent[], results: readonly Result[], byHand: readonly HandDecision[]): readonly Match[] => {
  const found = new Map<string, { readonly result: number; readonly by: MatchedBy }>();
  const decided = new Set<string>();
  for (const { componentId, resultKey } of byHand) {
    if (resultKey === undefined) continue;
    decided.add(componentId);
    const result = results.findIndex((candidate) => keyOfResult(candidate) === resultKey);
    if (result >= 0 && ![...found.values()].some((taken) => taken.result === result)) found.set(componentId, { result, by: "hand" });
  }
  const rules: readonly (readonly [MatchedBy, (component: AgreedComponent) => string | undefined, (result: Result) => string | undefined])[] = [
    ["los-id", ({ losId }) => losId, ({ losId }) => losId],
    ["code", ({ losCode }) => losCode?.trim(), ({ losCode }) => losCode?.trim()],
  ];
  for (const [by, ofComponent, ofResult] of rules) {
    const taken = new Set([...found.values()].map(({ result }) => result));
    const open = components.filter(({ id }) => !found.has(id) && !decided.has(id));
    for (const component of open) {
      const key = ofComponent(component);
      if (key === undefined || key === "" || open.filter((other) => ofComponent(other) === key).length > 1) continue;
      const candidates = results.flatMap((result, i) => (!taken.has(i) && ofResult(result) === key ? [i] : []));
      if (candidates.length === 1 && candidates[0] !== undefined) found.set(component.id, { result: candidates[0], by });
    }
  }
  return components.map((component) => ({ component, ...found.get(component.id) }));
};
