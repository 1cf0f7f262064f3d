import { nothingToTell } from "../../../domain/learning-agreements/transitions/refusals.js";
import type { Operation } from "../../operation.js";
import { incomingAnswer, type LaServices, scopeOf } from "../command.js";

/** Makes the telling of the answer due now, whether its delivery waits, stopped or expired. */
export const tellLaAgain = (services: LaServices): Operation<"tellLaAgain"> => async ({ path }) => {
  const scope = scopeOf(path);
  const la = await services.learningAgreements.incoming(scope);
  if (la.answer?.state !== "waiting") throw nothingToTell();
  const { heiId, partnerHeiId, omobilityId } = scope;
  await services.outbox.add([{ kind: "update-omobility-la", heiId, partnerHeiId, objectId: omobilityId, dueAt: services.clock.now() }]);
  return { ...(await incomingAnswer(la, services)), status: 202 };
};
