import { actorOf } from "../../../domain/access/caller.js";
import { requireIfMatch } from "../../door/if-match.js";
import type { Operation } from "../../operation.js";
import { commandOf, keyOf } from "../path.js";
import { overviewAnswer, type OutgoingTranscriptServices } from "./answer.js";
import { contentOf } from "./form.js";

/** The first results need no `If-Match`. */
export const enterResults = (services: OutgoingTranscriptServices): Operation<"enterResults"> => async (call) => {
  const { path, body, ifMatch, caller } = call;
  const creates = !(await services.outgoingTranscripts.has(keyOf(path)));
  const overview = await services.outgoingTranscripts.enter({ key: keyOf(path), actor: actorOf(caller), content: contentOf(body), ifRevision: creates ? (ifMatch ?? 0) : requireIfMatch(ifMatch) });
  return { ...overviewAnswer(overview, services), status: creates ? 201 : 200 };
};

export const sendTranscript = (services: OutgoingTranscriptServices): Operation<"sendTranscript"> => async (call) =>
  overviewAnswer(await services.outgoingTranscripts.send(commandOf(call)), services);

export const withdrawTranscript = (services: OutgoingTranscriptServices): Operation<"withdrawTranscript"> => async (call) =>
  overviewAnswer(await services.outgoingTranscripts.withdraw(commandOf(call)), services);

export const removeOutgoingTranscript = ({ outgoingTranscripts }: OutgoingTranscriptServices): Operation<"removeOutgoingTranscript"> => async (call) => {
  await outgoingTranscripts.remove(commandOf(call));
  return { status: 204 };
};
