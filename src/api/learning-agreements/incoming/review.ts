import { actorOf } from "../../../domain/access/caller.js";
import { given } from "../../../kernel/given.js";
import type { Call, Operation } from "../../operation.js";
import { incomingAnswer, type LaServices, scopeOf } from "../command.js";
import { signatureOf } from "../form.js";
import { writable } from "../writable.js";

const commandOf = ({ path, ifMatch, caller, body: { reviewedVersion } }: Call<"approveLa"> | Call<"commentLa">) =>
  ({ scope: scopeOf(path), reviewedVersion, actor: actorOf(caller), ...given({ ifRevision: ifMatch }) });

export const approveLa = (services: LaServices): Operation<"approveLa"> => async (call) => {
  const { proposalId, acceptsRestart, signature } = call.body;
  const answer = { verdict: "approve", proposalId, signature: signatureOf(signature, services.clock) } as const;
  return incomingAnswer(await services.learningAgreements.review({ ...commandOf(call), answer, acceptsRestart }), services);
};

export const commentLa = (services: LaServices): Operation<"commentLa"> => async (call) => {
  const { proposalId, comment, signature } = writable(call.body);
  const answer = { verdict: "comment", proposalId, comment, signature: signatureOf(signature, services.clock) } as const;
  return incomingAnswer(await services.learningAgreements.review({ ...commandOf(call), answer }), services);
};
