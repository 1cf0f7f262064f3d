/** Calls to partners: find, sign, send, verify, read, keep (PROTOCOL 3.3, 3.4, 6.8.2, 6.9). */
import type { Exchange } from "../../../domain/exchanges/model.js";
import { PartnerFailure } from "../../../domain/partner-failure.js";
import type { HeiId } from "../../../kernel/ids.js";
import type { Clock, Ids, Logger } from "../../../kernel/ports.js";
import { writeDocument } from "../../../xml/write.js";
import type { Answer, Calls, Parties, ValueFor } from "../call.js";
import type { Api, Endpoint, Endpoints } from "../define.js";
import type { CurrentCatalogue, ExchangeLog, Monitor } from "../ports.js";
import { shownEndpoint } from "../routes.js";
import { endpointFinder, type FoundEndpoint } from "./find-endpoint.js";
import type { ReceivedAnswer } from "./http-client.js";
import { readAnswer, type ReadAnswer } from "./read-answer.js";
import type { PreparedRequest, Sender } from "./send.js";
import { signingKeys } from "./signing-keys.js";
import { Unusable } from "./unusable.js";
import { idsPerRequest, inBatches, methodFor, requireWithinLimits, writeParams } from "./write-params.js";

export interface CallParts {
  readonly catalogue: CurrentCatalogue;
  readonly sender: Sender;
  readonly exchanges: Pick<ExchangeLog, "save">;
  readonly monitor: Monitor;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  /** Asks the registry again unless it was asked a moment ago; true when a catalogue is there that was not before. */
  readonly lookAgain?: () => Promise<boolean>;
}

type Given = Readonly<Record<string, unknown>>;

/** What is called, and by whom. */
interface Subject {
  readonly parties: Parties;
  readonly api: Api;
  readonly endpointName: string;
}

/** A call under way; `received` once an answer came. */
interface Attempt {
  readonly id: string;
  readonly at: Date;
  readonly request: PreparedRequest;
  target: FoundEndpoint;
  received?: ReceivedAnswer;
}

export const createCalls = (parts: CallParts): Calls => {
  const caller = new Caller(parts);
  // `readAnswer` read the value by the endpoint's own descriptor: the one place where that is told to the compiler.
  const typed = <E extends Endpoints, K extends keyof E>(answer: Answer<Endpoint["response"]>) => answer as Answer<E[K]["response"]> & { readonly value: ValueFor<E[K]["response"]> };
  return {
    call: async <E extends Endpoints, K extends keyof E & string>(parties: Parties, api: Api<E>, endpointName: K, input: Given) => {
      const subject = { parties, api, endpointName };
      const target = caller.find(subject);
      requireWithinLimits(target.endpoint.params, input, target.entry);
      return typed<E, K>(await caller.perform(subject, target, input));
    },
    async *callInBatches<E extends Endpoints, K extends keyof E & string>(parties: Parties, api: Api<E>, endpointName: K, params: Given) {
      const subject = { parties, api, endpointName };
      const target = caller.find(subject);
      for (const batch of inBatches(target.endpoint.params, params, target.entry)) yield typed<E, K>(await caller.perform(subject, target, batch));
    },
    idsPerCall: (partner, api, endpointName) => caller.idsPerCall(partner, api, endpointName),
  };
};

class Caller {
  readonly #find: ReturnType<typeof endpointFinder>;

  constructor(private readonly parts: CallParts) {
    this.#find = endpointFinder(parts.sender.means);
  }

  /** Throws `PartnerFailure`. Without a catalogue it is our own trouble, which passes. */
  find(subject: Subject): FoundEndpoint {
    const snapshot = this.parts.catalogue.current();
    if (!snapshot) throw new PartnerFailure({ reason: "This node has no catalogue of the network at the moment.", retry: true });
    try {
      return this.#find(snapshot, subject.parties.to, subject.api, subject.endpointName);
    } catch (error) {
      throw this.failure(subject, error);
    }
  }

  idsPerCall(partner: HeiId, api: Api, endpointName: string): number {
    const snapshot = this.parts.catalogue.current();
    try {
      const target = snapshot && this.#find(snapshot, partner, api, endpointName);
      return target ? idsPerRequest(target.endpoint.params, target.entry) : 1;
    } catch (error) {
      if (error instanceof Unusable) return 1;
      throw error;
    }
  }

  async perform(subject: Subject, target: FoundEndpoint, input: Given): Promise<Answer<Endpoint["response"]>> {
    const { clock, ids, sender } = this.parts;
    const { endpoint } = target;
    const form = writeParams(endpoint.params, input);
    // `InputFor` made sure that it is a value of this document.
    const document = endpoint.body && writeDocument(endpoint.body, input as Record<string, never>);
    const { from } = subject.parties;
    const method = target.protection.recipient ? "POST" : methodFor(endpoint, form);
    const request = await sender.prepare({ from, method, url: target.url, form, document, protection: target.protection });
    const attempt: Attempt = { id: ids.uuid(), at: clock.now(), request, target };
    try {
      attempt.received = await sender.send(request);
      const read = await this.read(subject, attempt, attempt.received);
      await this.keep(subject, attempt, { quirks: read.quirks });
      this.countQuirks(subject, read);
      return { value: read.value as Answer<Endpoint["response"]>["value"], exchangeId: attempt.id, body: attempt.received.body, quirks: read.quirks };
    } catch (error) {
      if (!(error instanceof Unusable)) throw error;
      await this.keep(subject, attempt, { problem: [error.reason, error.detail, error.serverMessage].filter(Boolean).join(" ") });
      throw this.failure(subject, error, attempt);
    }
  }

  /** A partner that changed its key without overlap signs with one that our copy of the catalogue lacks: one look at the registry, then it counts. */
  private async read(subject: Subject, attempt: Attempt, received: ReceivedAnswer): Promise<ReadAnswer> {
    try {
      return this.readBy(subject, attempt, received);
    } catch (error) {
      if (!(error instanceof Unusable) || !error.unknownKey || !(await this.parts.lookAgain?.())) throw error;
      const target = this.find(subject);
      if (target.url !== attempt.target.url) throw error;
      attempt.target = target;
      return this.readBy(subject, attempt, received);
    }
  }

  private readBy({ parties: { from } }: Subject, { request, target }: Attempt, received: ReceivedAnswer): ReadAnswer {
    const { clock, sender } = this.parts;
    return readAnswer({
      ...target, received, request: request.head, response: target.endpoint.response, now: clock.now(), maxBytes: sender.maxAnswerBytes, keyKnownFrom: request.signer?.knownFrom,
      decrypt: target.protection.encryptedAnswer ? (body) => sender.decrypt(from, body) : undefined,
    });
  }

  /** Durable before anybody acts on it: what the partner signed is evidence. */
  private keep({ parties, api, endpointName }: Subject, { id, at, request, target, received }: Attempt, outcome: Pick<Exchange, "problem" | "quirks">): Promise<void> {
    const { head, url, body, requestId } = request;
    return this.parts.exchanges.save({
      id, direction: "out", heiId: parties.from, partnerHeiId: parties.to, api: api.element, endpoint: shownEndpoint(endpointName), requestId,
      method: head.method, url: url.href, requestHeaders: head.headers, requestBody: body,
      ...(received ? { status: received.status, responseHeaders: received.headers, responseBody: received.body } : {}),
      at, durationMs: this.parts.clock.now().getTime() - at.getTime(), ...outcome,
      signedWith: signingKeys(request.signer, target, received),
    });
  }

  private countQuirks({ parties, api, endpointName }: Subject, { quirks }: ReadAnswer): void {
    for (const quirk of quirks) this.parts.logger.warn("partner quirk", { quirk, partner: parties.to, api: api.element, endpoint: shownEndpoint(endpointName) });
  }

  /** The failure for whoever called; the network's monitoring hears of it too. */
  private failure({ parties, api, endpointName }: Subject, error: unknown, attempt?: Attempt): unknown {
    if (!(error instanceof Unusable)) return error;
    const { reason, retry, serverMessage, nothingCalled } = error;
    const status = attempt?.received?.status;
    if (!nothingCalled) this.parts.monitor.report({ heiId: parties.from, serverHeiId: parties.to, api: api.element, endpoint: shownEndpoint(endpointName), status, ...messages(error, attempt) });
    this.parts.logger.warn("call failed", { partner: parties.to, api: api.element, endpoint: shownEndpoint(endpointName), status, retry, reason, exchangeId: attempt?.id });
    return new PartnerFailure({ reason, retry, status, serverMessage, exchangeId: attempt?.id, cause: error });
  }
}

const PARROT = "The error response repeats our request instead of saying what was wrong.";

/** What monitoring, which is public, may hear: the partner's own words, unless they repeat what we sent. */
const messages = ({ reason, serverMessage }: Unusable, attempt: Attempt | undefined): { readonly serverMessage?: string; readonly clientMessage?: string } => {
  if (serverMessage === undefined) return { clientMessage: reason };
  const ours = attempt?.request.head.headers ?? {};
  const repeated = TELLING.filter((name) => ours[name] !== undefined && serverMessage.includes(ours[name]));
  return repeated.length >= MANY ? { clientMessage: PARROT } : { serverMessage };
};

/** One of them may well be quoted to say what is wrong with it; several mean that the message is the request. */
const TELLING = ["host", "date", "digest", "x-request-id", "authorization"] as const;
const MANY = 3;
