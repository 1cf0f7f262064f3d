import type steps from "../../messages/en/steps.json";
import type { InboxKind } from "./questions.js";

/** Where the pages of a kind of record are, below the institution. */
export const AREA_OF_KIND: Readonly<Record<Exclude<InboxKind, "delivery">, readonly string[]>> = {
  "agreement": ["agreements"],
  "incoming-copy": ["agreements", "incoming"],
  "outgoing-nomination": ["nominations", "outgoing"],
  "incoming-nomination": ["nominations", "incoming"],
  "outgoing-learning-agreement": ["learning-agreements", "outgoing"],
  "incoming-learning-agreement": ["learning-agreements", "incoming"],
  "outgoing-transcript": ["transcripts", "outgoing"],
  "incoming-transcript": ["transcripts", "incoming"],
};

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
