import type { KeyObject } from "node:crypto";
import { unavailable } from "../../../../kernel/errors.js";
import type { ClientKey, Snapshot } from "../../../../registry/model.js";
import { checkDigest } from "../../../../security/digest.js";
import { headerValue, type HeaderMap } from "../../../../security/header-map.js";
import { signatureCredentials } from "../../../../security/http-signature/request-head.js";
import { type VerifiedRequest, verifyRequestHead } from "../../../../security/http-signature/verify-request.js";
import { type ReplayGuard, usedBefore } from "../../../../security/replay-guard.js";
import type { Access } from "../../define.js";
import type { InboundExchange } from "../exchange.js";
import { certificateRequester, requireNoContradiction } from "./authenticate-certificate.js";
import type { CurrentCatalogue } from "../../ports.js";
import type { Requester } from "../../serve.js";

export interface Gate {
  readonly catalogue: CurrentCatalogue;
  readonly replayGuard: ReplayGuard;
  readonly isOwnHost: (host: string) => boolean;
  /** Date window, milliseconds. */
  readonly windowMs: number;
}

const ANONYMOUS: Requester = { heiIds: [], heiId: undefined };

/** Who calls and what may be used of the request's headers. */
export interface Authenticated {
  readonly requester: Requester;
  /** All of an unsigned request; of others only what the signature covers (PROTOCOL 3.3 step 10). */
  readonly headers: HeaderMap;
  /** The key with which the request was signed. */
  readonly callerKey?: KeyObject;
  /** The `signature` parameter, of a signed request. */
  readonly requestSignature?: string;
}

/**
 * Steps 1 to 8 and 10, 11 of PROTOCOL 3.3, before the body is read; the replay guard comes last, so that nobody can use up ids in the
 * name of others. Who signs nothing may show a certificate instead. Anonymous callers pass where `access` lets them, unless they present
 * a signature or a certificate: then it has to be right.
 */
export const authenticate = ({ head, certificate, receivedAt }: InboundExchange, access: Access, gate: Gate): Authenticated => {
  if (access === "discovery") return { requester: ANONYMOUS, headers: head.headers };
  const mayBeUnsigned = certificate !== undefined || access === "anyone";
  if (mayBeUnsigned && signatureCredentials(head.headers) === undefined) {
    const requester = certificate ? certificateRequester(certificate, receivedAt, snapshotOf(gate.catalogue)) : ANONYMOUS;
    return { requester, headers: head.headers };
  }
  const verified = verifyRequestHead(head, {
    isOwnHost: gate.isOwnHost, clientKey: clientKeys(gate.catalogue), now: receivedAt, windowMs: gate.windowMs,
  });
  if (certificate) requireNoContradiction(certificate, verified.client, snapshotOf(gate.catalogue));
  if (!gate.replayGuard.admit(verified.keyId, verified.requestId, receivedAt)) {
    throw usedBefore();
  }
  return { requester: requesterOf(verified), headers: verified.signedHeaders, callerKey: verified.client.publicKey, requestSignature: verified.signature };
};

/** Without a catalogue nobody can be known: our trouble, so 503 and not 403. */
const snapshotOf = (catalogue: CurrentCatalogue): Snapshot => {
  const snapshot = catalogue.current();
  if (!snapshot) throw unavailable("This node has no catalogue of the network at the moment, so it knows no keys; try again later.");
  return snapshot;
};

const clientKeys = (catalogue: CurrentCatalogue) => (keyId: string): ClientKey | undefined => snapshotOf(catalogue).clientKey(keyId);

const requesterOf = ({ keyId, client: { heiIds } }: VerifiedRequest<ClientKey>): Requester => ({ keyId, heiIds, heiId: heiIds[0] });

/** Step 9: the digest, which the signature covers, is that of the body as received. Requests without a signature have none to check. */
export const checkBody = ({ callerKey, headers }: Authenticated, body: Uint8Array): void => {
  if (callerKey !== undefined) checkDigest(headerValue(headers, "digest"), body);
};
