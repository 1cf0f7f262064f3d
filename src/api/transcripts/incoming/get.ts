import type { Operation } from "../../operation.js";
import { keyOf } from "../path.js";
import { receiptAnswer, type TranscriptServices } from "./command.js";

export const getIncomingTranscript = (services: TranscriptServices): Operation<"getIncomingTranscript"> => async ({ path }) =>
  receiptAnswer(await services.transcripts.receipt(keyOf(path)), services);
