import { PartnerFailure } from "../../domain/partner-failure.js";
import { given } from "../../kernel/given.js";
import { type HeiId, heiId } from "../../kernel/ids.js";
import { requireInstitution } from "../door/authorize.js";
import type { Operation, Schema } from "../operation.js";
import type { EchoAnswer, OfficeServices } from "../services.js";

type Services = Pick<OfficeServices, "institutions" | "echo" | "ids">;

export const echoPartner = ({ institutions, echo, ids }: Services): Operation<"echoPartner"> => async ({ path, body, caller }) => {
  const ours = heiId(body.heiId);
  await requireInstitution(institutions, { caller, scopes: ["network:write"], heiId: ours });
  const said = ids.uuid();
  const verdict = await echo(ours, heiId(path.partnerHeiId), [said]).then((answer) => verdictOn(answer, ours, said), failure);
  return { status: 200, body: verdict };
};

const verdictOn = ({ heiIds, echos, exchangeId }: EchoAnswer, ours: HeiId, said: string): Schema<"EchoResult"> => {
  const facts = { seenAs: heiIds, exchangeId, status: 200 };
  if (!heiIds.includes(ours)) return { ok: false, verdict: "It is them: the partner verified our signature but does not know that it is ours. Its copy of the catalogue may be old.", ...facts };
  if (echos.length !== 1 || echos[0] !== said) return { ok: false, verdict: "It is them: the partner verified our signature but did not repeat what we said.", ...facts };
  return { ok: true, verdict: "Both sides work: the partner verified our signature, we verified its answer.", ...facts };
};

/** What a failed echo tells: who has to look, as far as the answer shows. */
const failure = (error: unknown): Schema<"EchoResult"> => {
  if (!(error instanceof PartnerFailure)) throw error;
  const { status, reason, serverMessage, exchangeId } = error;
  const side = status === undefined ? "No verdict" : status >= 500 ? "It is them" : status >= 400 ? "It may be us" : "It is them";
  return { ok: false, verdict: `${side}: ${reason}${serverMessage === undefined ? "" : ` It says: ${serverMessage}`}`, ...given({ status, exchangeId }) };
};
