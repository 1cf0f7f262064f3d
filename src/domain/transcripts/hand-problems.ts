import type { Problem } from "../problem.js";
import type { AgreedStudies } from "../recognition/model.js";
import { textProblems } from "../text-problems.js";
import type { HandDecision } from "./hand-decision.js";
import { keyOfResult, reportOf, type ReceivedTranscript } from "./model.js";

/** What was said before, replaced where it is said anew. */
export const withSaid = (before: readonly HandDecision[], said: readonly HandDecision[]): readonly HandDecision[] => {
  const renewed = new Set(said.map(({ componentId }) => componentId));
  return [...before.filter(({ componentId }) => !renewed.has(componentId)), ...said];
};

/** Why officers cannot decide so: what is in neither agreement nor transcript, one result for two components, an outcome without a reason. */
export const handProblems = (said: readonly HandDecision[], agreed: AgreedStudies | undefined, { current, partnerHeiId, byHand }: ReceivedTranscript): readonly Problem[] => {
  const components = new Set(agreed?.components.map(({ id }) => id));
  const results = new Set(reportOf(current.transcript, partnerHeiId)?.results.map(keyOfResult));
  const all = withSaid(byHand, said);
  return said.flatMap(({ componentId, resultKey, outcome, reason = "" }, i) => {
    const wrong = (field: string, problem: string, expected: string): Problem => ({ field: `decisions[${i}].${field}`, problem, expected });
    return [
      ...(components.has(componentId) ? [] : [wrong("componentId", "is not in the learning agreement", "the id of one of its components")]),
      ...(said.findIndex((other) => other.componentId === componentId) === i ? [] : [wrong("componentId", "is decided on twice", "every component once")]),
      ...(typeof resultKey !== "string" || results.has(resultKey) ? [] : [wrong("resultKey", "is not in the transcript", "the key of one of its results, or null where none belongs to the component")]),
      ...(typeof resultKey !== "string" || all.every((other) => other.resultKey !== resultKey || other.componentId === componentId) ? [] : [wrong("resultKey", "belongs to another component already", "each result for one component")]),
      ...(outcome === "recognised" && resultKey === null ? [wrong("outcome", "recognises a component that no result belongs to", "the key of its result, or not-recognised")] : []),
      ...(outcome === undefined || reason.trim() !== "" ? [] : [wrong("reason", "is missing", "why it was decided so")]),
      ...textProblems(reason, `decisions[${i}].reason`),
    ];
  });
};
