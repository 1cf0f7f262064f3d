import type steps from "../../messages/en/steps.json";
import type { InboxKind } from "./questions.js";

/** Under which name steps.json holds the sentences of a kind. */
export const FAMILY_OF_KIND: Readonly<Record<InboxKind, keyof typeof steps>> = {
  "agreement": "agreement",
  "incoming-copy": "incoming-copy",
  "outgoing-nomination": "nomination",
  "incoming-nomination": "nomination",
  "outgoing-learning-agreement": "learning-agreement",
  "incoming-learning-agreement": "learning-agreement",
  "outgoing-transcript": "outgoing-transcript",
  "incoming-transcript": "incoming-transcript",
  "delivery": "delivery",
};
