import type { PartnerFailure } from "../../domain/partner-failure.js";
import { given } from "../../kernel/given.js";
import { type Refusal, refusal } from "./problem.js";

const PASSING = "The partner's system does not answer as it should right now. Try again later.";
const LASTING = "The partner's system refuses or misunderstands us. Its technicians or ours must look; the exchange shows what was said.";

/** The partner did not give what the protocol promises: 504 when no answer came, else 502. */
export const ofPartnerFailure = ({ reason, retry, status, serverMessage, exchangeId }: PartnerFailure): Refusal => {
  const silent = status === undefined && retry;
  return refusal({
    status: silent ? 504 : 502,
    code: silent ? "partner-silent" : "partner-failed",
    detail: `The partner's system failed: ${reason}`,
    userMessages: [{ lang: "en", text: retry ? PASSING : LASTING }],
    partner: { reason, retry, ...given({ status, serverMessage, exchangeId }) },
  });
};
