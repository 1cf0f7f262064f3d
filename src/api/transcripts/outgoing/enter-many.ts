import { actorOf } from "../../../domain/access/caller.js";
import { EwpError } from "../../../kernel/errors.js";
import { given } from "../../../kernel/given.js";
import type { Operation, Schema } from "../../operation.js";
import { ofEwpError } from "../../problems/ewp-error.js";
import { keyOf } from "../path.js";
import type { OutgoingTranscriptServices } from "./answer.js";
import { contentOf } from "./form.js";

type Entered = Schema<"EnteredTranscripts">["items"][number];

/** One after the other: each is a transaction of its own, and what is refused leaves the others alone. */
export const enterManyResults = ({ outgoingTranscripts }: OutgoingTranscriptServices): Operation<"enterManyResults"> => async ({ path, body, caller }) => {
  const items: Entered[] = [];
  for (const { partnerHeiId, omobilityId, revision, content } of body.transcripts) {
    const enter = () => outgoingTranscripts.enter({ key: keyOf({ ...path, partnerHeiId, omobilityId }), actor: actorOf(caller), content: contentOf(content), ifRevision: revision ?? 0 });
    items.push({ partnerHeiId, omobilityId, ...(await answerTo(enter)) });
  }
  return { status: 200, body: { items } };
};

const answerTo = async (enter: () => ReturnType<OutgoingTranscriptServices["outgoingTranscripts"]["enter"]>): Promise<Omit<Entered, "partnerHeiId" | "omobilityId">> => {
  try {
    const { outgoing, problems } = await enter();
    return { entered: true, revision: outgoing.revision, missing: problems.filter(({ blocking }) => blocking).map(({ field, problem, expected }) => ({ field, problem, expected })) };
  } catch (error) {
    if (!(error instanceof EwpError)) throw error;
    const { status, detail, errors } = ofEwpError(error).problem;
    return { entered: false, refusal: { status, detail, ...given({ errors: errors?.map(({ field, problem, expected = "" }) => ({ field, problem, expected })) }) } };
  }
};
