import type { RecognitionDecision } from "../recognition/model.js";
import type { ReceivedTranscript } from "./model.js";

/** `refused`: the partner has to correct it. `open`: a component waits for a person. Otherwise what was decided. */
export type Standing = "refused" | RecognitionDecision["status"];

/** Where a partner's transcript stands; the store filters by the same rule. */
export const standingOf = ({ current }: Pick<ReceivedTranscript, "current">, decision: Pick<RecognitionDecision, "status"> | undefined): Standing =>
  (current.refusals.length > 0 ? "refused" : decision?.status ?? "open");
