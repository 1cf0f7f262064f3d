/** What callers may cost. Budgets are per process; see docs/decisions on limits that never punish the innocent. */
import type { Budgets } from "../../../../kernel/budgets.js";
import { type EwpError, unavailable } from "../../../../kernel/errors.js";
import { wantsSignature } from "../../../../security/http-signature/sign-response.js";
import type { Requester } from "../../serve.js";
import type { InboundExchange } from "../exchange.js";

export interface Limits {
  /** Requests of one institution, counted once its signature was found right: nobody can use up what is another's. */
  readonly requesters: Budgets;
  /** Refusals and signatures for callers that nobody knows, by address. */
  readonly strangers: Budgets;
}

/** Partners read a 4xx as "never again" and a 5xx as "later" (PROTOCOL 4.3), so whoever asks too often is told 503, not 429. */
const tooMany = (message: string, seconds: number, code: string): EwpError => unavailable(message, { code, headers: { "Retry-After": String(seconds) } });

/** The code of a refusal that is neither signed nor written down. */
export const STRANGERS_LIMIT = "too-many-refusals";
export const REQUESTERS_LIMIT = "too-many-requests";

/** Throws when an authenticated caller has used up its budget. */
export const limitRequester = ({ heiId, keyId }: Requester, now: Date, { requesters }: Limits): void => {
  const caller = heiId ?? keyId;
  const seconds = caller === undefined ? 0 : requesters.take(caller, now);
  if (seconds > 0) throw tooMany(`${caller} sends more requests than this node takes from one institution; expected a pause of ${seconds} s.`, seconds, REQUESTERS_LIMIT);
};

/**
 * What a caller is told that nobody knows. Refusing it costs a signature, which is what it may want to cost us: beyond the budget of its
 * address it is told so without one. Signatures of requests are verified all the same, so a known caller behind the same address is served.
 */
export const limitStranger = (exchange: InboundExchange, refusal: EwpError | undefined, { strangers }: Limits): EwpError | undefined => {
  if (exchange.requester?.keyId !== undefined || !(refusal || wantsSignature(exchange.headers))) return refusal;
  const address = exchange.address();
  const seconds = address === undefined ? 0 : strangers.take(address, exchange.receivedAt);
  if (seconds === 0) return refusal;
  exchange.headers = {};
  return refusal && tooMany(`Too many requests that this node had to refuse came from your address; expected a pause of ${seconds} s.`, seconds, STRANGERS_LIMIT);
};
