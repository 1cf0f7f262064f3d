/** Calls to partners, typed by the definition of the API that is called. */
import type { HeiId } from "../../kernel/ids.js";
import type { Document, DocumentOf, Fields } from "../../xml/schema.js";
import type { Api, Endpoint, Endpoints, ResponseKind } from "./define.js";
import type { ParamInput } from "./params.js";

/** Who calls whom: one of our institutions, and the partner. */
export interface Parties {
  readonly from: HeiId;
  readonly to: HeiId;
}

/** A file as it was served. */
export interface ReceivedFile {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** What an endpoint with response `R` gives to its callers. */
export type ValueFor<R extends ResponseKind> = R extends Document<Fields> ? DocumentOf<R> : ReceivedFile;

/** What a caller of an endpoint gives: its parameters, or the document that it takes. */
export type InputFor<E extends Endpoint> = E extends { readonly body: infer B extends Document<Fields> } ? DocumentOf<B> : ParamInput<E["params"]>;

/** A verified answer of a partner. */
export interface Answer<R extends ResponseKind> {
  readonly value: ValueFor<R>;
  /** The exchange under which request and answer are kept, durably, before this answer is returned. */
  readonly exchangeId: string;
  /** The bytes that the partner signed. */
  readonly body: Uint8Array;
  /** Tolerances that were needed to read it, e.g. `wrong-namespace`. */
  readonly quirks: readonly string[];
}

/** Calls partners. Its calls throw `PartnerFailure`, which says whether trying again can help. */
export interface Calls {
  /** One request. Throws `RangeError` when more values are given than the partner takes at once: use `callInBatches`. */
  call<E extends Endpoints, K extends keyof E & string>(
    parties: Parties, api: Api<E>, endpoint: K, input: InputFor<E[K]>,
  ): Promise<Answer<E[K]["response"]>>;
  /**
   * As many requests as the partner's published limits ask for, one after the other, an answer each: limits default to 1 (PROTOCOL 4.2).
   * At most one parameter may be longer than its limit. Nothing is asked for when such a list is empty.
   */
  callInBatches<E extends Endpoints, K extends keyof E & string>(
    parties: Parties, api: Api<E>, endpoint: K, params: ParamInput<E[K]["params"]>,
  ): AsyncGenerator<Answer<E[K]["response"]>, void, undefined>;
  /** How many ids the partner takes by one call, as it publishes, and no more than we ask for at once; 1 when it cannot be called now. */
  idsPerCall<E extends Endpoints>(partner: HeiId, api: Api<E>, endpoint: keyof E & string): number;
}
