/** One request on its way through the pipeline, and what is known of it so far. */
import type { KeyObject } from "node:crypto";
import type { HeiId } from "../../../kernel/ids.js";
import type { HeaderMap } from "../../../security/header-map.js";
import type { RequestHead } from "../../../security/http-signature/request-head.js";
import type { Payload } from "../payload.js";
import type { PresentedCertificate } from "./client-certificate.js";
import type { Route } from "../routes.js";
import type { Requester } from "../serve.js";

/** What the connection delivers. */
export interface Arrival {
  readonly head: RequestHead;
  /** Shown in the TLS handshake, where this is asked for. */
  readonly certificate?: PresentedCertificate | undefined;
  /** The whole body as transmitted; refuses what is too large or ends early. */
  readonly readBody: () => Promise<Uint8Array>;
  /** Whose budget a stranger's request is charged to; undefined where nobody can tell. */
  readonly address: () => string | undefined;
}

/** Filled in by the steps, in their order; an error answer is made from whatever is there (PROTOCOL 8 rows 4, 5). */
export interface InboundExchange extends Arrival {
  /** Ours; the exchange is kept under it, and a 500 tells it. */
  readonly id: string;
  readonly receivedAt: Date;
  heiId: HeiId | undefined;
  route: Route | undefined;
  /** Set once the caller is known; stays undefined when authentication fails. */
  requester: Requester | undefined;
  /** The `signature` parameter of the request, once it was found right. */
  requestSignature: string | undefined;
  /** Headers that may be used: those received until the caller is known, then the signed ones only. */
  headers: HeaderMap;
  /** The key with which the caller signed. */
  callerKey: KeyObject | undefined;
  /** For whom the answer is encrypted, when that was asked for. */
  recipient: KeyObject | undefined;
  /** Set once its digest was found right: from then on the exchange is authentic as a whole. */
  body: Uint8Array | undefined;
  /** Named tolerances that were needed to read a document (PROTOCOL 8 row 20). */
  quirks: readonly string[] | undefined;
}

/**
 * What every request begins as. All fields are named here, so that all exchanges have one layout in memory: fields that come one by one,
 * or by spreading, cost as much as the rest of the way.
 */
export const begun = ({ head, certificate, readBody, address }: Arrival, id: string, receivedAt: Date): InboundExchange => ({
  id, receivedAt, head, certificate, readBody, address, headers: head.headers,
  heiId: undefined, route: undefined, requester: undefined, requestSignature: undefined, callerKey: undefined, recipient: undefined, body: undefined, quirks: undefined,
});

/** An answer before content coding and signature. Header names are lower-case. */
export interface Content {
  readonly status: number;
  readonly headers: HeaderMap;
  readonly body: Payload;
}

/** An answer as it goes over the wire: nothing may touch it any more. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: HeaderMap;
  readonly body: Payload;
}
