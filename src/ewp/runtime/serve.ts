/** Handlers of an API version, checked against its definition at compile time. */
import type { HeiId } from "../../kernel/ids.js";
import type { Document, DocumentOf, Fields } from "../../xml/schema.js";
import type { Api, BodyOf, Endpoints, ResponseKind } from "./define.js";
import type { Params, ParamValues } from "./params.js";
import { Payload } from "./payload.js";

/** Who called, from the verified key and never from a parameter. */
export interface Requester {
  /** Absent for anonymous callers. */
  readonly keyId?: string;
  /** Institutions that the key covers. None is a valid caller that simply may see nothing (PROTOCOL 8 row 2). */
  readonly heiIds: readonly HeiId[];
  /** The one covered institution; the first of several, undefined when there is none. */
  readonly heiId: HeiId | undefined;
}

/** A request that passed every check. */
export interface Incoming<P extends Params = Params, B = undefined> {
  readonly params: ParamValues<P>;
  /** The document that was sent, where the endpoint takes one. */
  readonly body: B;
  readonly requester: Requester;
  /** Our institution: the one whose address was called. */
  readonly heiId: HeiId;
  readonly receivedAt: Date;
  /** Under this id the exchange is kept as evidence. */
  readonly exchangeId: string;
}

export const XML_MEDIA_TYPE = "text/xml; charset=utf-8";

/** An answer whose bytes are there already: a file, or a document that was written before and kept by (id, version). */
export class RawAnswer {
  readonly body: Payload;
  readonly headers: Readonly<Record<string, string>>;

  /** `mediaType` is XML unless told otherwise; `headers` (lower-case names) are sent and signed too. */
  constructor({ bytes, mediaType = XML_MEDIA_TYPE, headers = {} }: {
    readonly bytes: Uint8Array;
    readonly mediaType?: string;
    readonly headers?: Readonly<Record<string, string>>;
  }) {
    this.body = new Payload(bytes);
    this.headers = { ...headers, "content-type": mediaType };
  }
}

/** What a handler of an endpoint with response `R` may return. */
export type ResultOf<R extends ResponseKind> = R extends Document<Fields> ? DocumentOf<R> | RawAnswer : RawAnswer;

/** A handler per endpoint. They throw `EwpError` to refuse (makers in kernel/errors). */
export type Handlers<E extends Endpoints> = {
  readonly [K in keyof E]: (request: Incoming<E[K]["params"], BodyOf<E[K]>>) => Promise<ResultOf<E[K]["response"]>>;
};

/** A handler as the pipeline sees it: parameters and body were read by the endpoint's own descriptors. */
export type AnyHandler = (request: Omit<Incoming, "params" | "body"> & { readonly params: unknown; readonly body: unknown }) => Promise<unknown>;

/** An API version with its handlers; `S` is what they need. */
export interface Served<S> {
  readonly api: Api;
  readonly handlers: (services: S) => Readonly<Record<string, AnyHandler>>;
}

/** Serve an API: a missing handler or a wrong response shape does not compile. */
export const serve = <E extends Endpoints, S>(api: Api<E>, handlers: (services: S) => Handlers<E>): Served<S> => ({
  api,
  // From here on only the pipeline calls them, with what the endpoint's own descriptors read.
  handlers: (services) => handlers(services) as Readonly<Record<string, AnyHandler>>,
});

/** Everything that a list of served APIs needs: the intersection of what each needs. */
export type ServicesOf<L extends readonly Served<never>[]> = L[number] extends Served<infer S> ? S : never;
