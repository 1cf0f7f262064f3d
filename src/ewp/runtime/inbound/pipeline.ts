/** From a request to an answer: the steps of PROTOCOL 3.3 and 3.10 in their order. */
import { type EwpError, methodNotAllowed, notFound } from "../../../kernel/errors.js";
import type { Clock, Ids } from "../../../kernel/ports.js";
import type { UnwrapKey } from "../../../security/encryption/unwrap-key.js";
import type { Method } from "../define.js";
import { type Arrival, begun, type Content, type InboundExchange, type WireAnswer } from "./exchange.js";
import type { HostKeys, ReplayMemory } from "../ports.js";
import type { Destination } from "../routes.js";
import { admitOnce } from "./steps/admit-once.js";
import { answerRecipient, refusalRecipient } from "./steps/answer-recipient.js";
import { authenticate, checkBody, type Gate } from "./steps/authenticate.js";
import { decodeBody } from "./steps/decode-body.js";
import { type Limits, limitRequester, limitStranger } from "./steps/limits.js";
import { readInput } from "./steps/read-input.js";
import { signAnswer } from "./steps/sign-answer.js";
import { refusalOf, writeAnswer, writeRefusal } from "./steps/write-answer.js";

export interface PipelineParts {
  readonly destinationOf: (path: string) => Destination;
  readonly gate: Gate;
  readonly limits: Limits;
  readonly keys: HostKeys;
  /** Absent where the runtime cannot decrypt safely: then no request may be encrypted. */
  readonly unwrapKey?: UnwrapKey | undefined;
  /** What all processes of this node remember together; absent for a single one. */
  readonly replayMemory?: ReplayMemory | undefined;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** A request that was dealt with. */
export interface Finished {
  readonly exchange: InboundExchange;
  readonly answer: WireAnswer;
  /** Why the request was refused, if it was. */
  readonly refusal?: EwpError;
}

/** Deals with one request. Never rejects: whatever goes wrong is an answer, signed like every other (PROTOCOL 8 row 5). */
export type Pipeline = (arrival: Arrival) => Promise<Finished>;

export const createPipeline = (parts: PipelineParts): Pipeline => async (arrival) => {
  const exchange = begun(arrival, parts.ids.uuid(), parts.clock.now());
  const finish = (content: Content, now: Date): Promise<WireAnswer> => signAnswer(exchange, content, parts.keys, now);
  try {
    const content = await contentFor(exchange, parts);
    limitStranger(exchange, undefined, parts.limits);
    return { exchange, answer: await finish(content, parts.clock.now()) };
  } catch (error) {
    const refused = refusalOf(error, exchange.id);
    const refusal = limitStranger(exchange, refused, parts.limits) ?? refused;
    exchange.recipient ??= refusalRecipient(exchange, parts.gate.catalogue);
    // Dated by the clock that judged the request: callers see by how much it is off, even when it is set right in between.
    return { exchange, refusal, answer: await finish(writeRefusal(refusal), exchange.receivedAt) };
  }
};

const contentFor = async (exchange: InboundExchange, { destinationOf, gate, limits, keys, unwrapKey, replayMemory }: PipelineParts): Promise<Content> => {
  const { method, target } = exchange.head;
  const { heiId, route } = destinationOf(pathOf(target));
  if (heiId !== undefined) exchange.heiId = heiId;
  if (heiId === undefined) throw notFound("No institution of this node has this address; the catalogue lists the addresses of each.");
  if (!route) throw notFound("Nothing is served at this address; the catalogue lists the addresses of this institution.");
  exchange.route = route;
  const { api, endpoint, handler } = route;
  checkMethod(method, endpoint.methods);
  const authenticated = authenticate(exchange, api.access, gate);
  const { requester, headers } = authenticated;
  exchange.requester = requester;
  exchange.headers = headers;
  exchange.callerKey = authenticated.callerKey;
  exchange.requestSignature = authenticated.requestSignature;
  limitRequester(requester, exchange.receivedAt, limits);
  const body = await exchange.readBody();
  checkBody(authenticated, body);
  await admitOnce(exchange, authenticated, replayMemory);
  exchange.body = body;
  exchange.recipient = answerRecipient(exchange);
  const plain = decodeBody(exchange, body, { keys: keys.keysOf(heiId)?.decryptionKeys, unwrapKey });
  const { params, body: document, quirks } = readInput(route, exchange, plain);
  exchange.quirks = quirks;
  const result = await handler({ params, body: document, requester, heiId, receivedAt: exchange.receivedAt, exchangeId: exchange.id });
  return writeAnswer(endpoint.response, result);
};

const pathOf = (target: string): string => {
  const query = target.indexOf("?");
  return query < 0 ? target : target.slice(0, query);
};

const checkMethod = (method: string, allowed: readonly Method[]): void => {
  if (!allowed.some((one) => one === method)) throw methodNotAllowed(method, allowed);
};
