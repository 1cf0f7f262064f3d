import type { Operation } from "../../operation.js";
import { keyOf } from "../path.js";
import { receiptAnswer, type TranscriptServices } from "./command.js";

/** The look that delivery also makes, done while the caller waits; also for a transcript that is not known yet. */
export const refreshTranscript = (services: TranscriptServices): Operation<"refreshTranscript"> => async ({ path }) =>
  receiptAnswer(await services.transcripts.refresh(keyOf(path)), services);
