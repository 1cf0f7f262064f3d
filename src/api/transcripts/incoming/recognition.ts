import type { Operation } from "../../operation.js";
import { commandOf, keyOf } from "../path.js";
import { receiptAnswer, type TranscriptServices } from "./command.js";
import { presentDecision } from "./present.js";

export const listRecognitions = ({ transcripts }: TranscriptServices): Operation<"listRecognitions"> => async ({ path }) =>
  ({ status: 200, body: { items: (await transcripts.decisions(keyOf(path))).map(presentDecision) } });

export const decideRecognition = (services: TranscriptServices): Operation<"decideRecognition"> => async (call) => {
  const { reviewedVersion, decisions } = call.body;
  return receiptAnswer(await services.transcripts.decide({ ...commandOf(call), reviewedVersion, said: decisions }), services);
};

export const decideRecognitionAgain = (services: TranscriptServices): Operation<"decideRecognitionAgain"> => async (call) =>
  receiptAnswer(await services.transcripts.decideAgain(commandOf(call)), services);

export const getRecognitionDocument = ({ transcripts }: TranscriptServices): Operation<"getRecognitionDocument"> => async ({ path }) =>
  ({ status: 200, bytes: await transcripts.decisionDocument(keyOf(path), Number(path.version)), mediaType: "application/xml" });
