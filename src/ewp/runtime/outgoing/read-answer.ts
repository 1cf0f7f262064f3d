/** From a partner's answer to a value: status, signature, digest, media type, document. */
import type { ApiEntry, Snapshot } from "../../../registry/model.js";
import { EWP_RSA_AES128GCM } from "../../../security/encryption/container.js";
import { headerValue, type HeaderMap } from "../../../security/header-map.js";
import { clocksApartMs, DATE_WINDOW_MS, parseHttpDate } from "../../../security/http-signature/date-window.js";
import type { RequestHead } from "../../../security/http-signature/request-head.js";
import { ResponseRefused, verifyResponse } from "../../../security/http-signature/verify-response.js";
import { XmlInvalid, XmlRefused } from "../../../xml/errors.js";
import { readDocument } from "../../../xml/read.js";
import type { Document, Fields } from "../../../xml/schema.js";
import { codingsOf } from "../content-codings.js";
import { BINARY, type ResponseKind } from "../define.js";
import { errorResponse } from "../error-response.js";
import type { ReceivedAnswer } from "./http-client.js";
import { Unusable } from "./unusable.js";

export interface AnswerToRead {
  readonly received: ReceivedAnswer;
  readonly request: RequestHead;
  readonly entry: ApiEntry;
  /** The snapshot that gave the entry. */
  readonly snapshot: Snapshot;
  readonly response: ResponseKind;
  readonly now: Date;
  readonly maxBytes: number;
  /** From when on the partner should know the key that the request is signed with. */
  readonly keyKnownFrom?: Date | undefined;
  /** Undoes the encryption of an answer; present when it was asked for. */
  readonly decrypt?: ((body: Uint8Array) => Uint8Array | undefined) | undefined;
}

export interface ReadAnswer {
  readonly value: unknown;
  readonly quirks: readonly string[];
}

/** Throws `Unusable`. Only a 200 is an answer; every failed check rejects it (PROTOCOL 3.4). */
export const readAnswer = (answer: AnswerToRead): ReadAnswer => {
  const { status } = answer.received;
  if (status >= 400) throw refusedByPartner(answer);
  if (status >= 300) throw new Unusable({ reason: `The partner answered with a redirect (${status}), which is not followed.`, retry: false });
  if (status !== 200) throw new Unusable({ reason: `The partner answered ${status} where the protocol has only 200.`, retry: false });
  const quirks = new Set<string>();
  const headers = authenticHeaders(answer, quirks);
  const body = decoded(answer, headers);
  if (answer.decrypt && body === answer.received.body) quirks.add("unencrypted-answer");
  const value = answer.response === BINARY ? file(headers, body) : documentIn({ body, maxBytes: answer.maxBytes, quirks }, answer.response, headers);
  return { value, quirks: [...quirks] };
};

/**
 * 4xx: the request is wrong or unwelcome, and stays so, unless the clocks are apart: then its date is what is wrong with it. 5xx: the
 * partner's own trouble, which may pass (PROTOCOL 4.3, 6.8.2). So may 408 and 429, which the protocol does not know, and not being known
 * with a key that is new.
 */
const refusedByPartner = ({ received: { status, headers, body }, request, now, keyKnownFrom, decrypt }: AnswerToRead): Unusable => {
  const serverMessage = developerMessage((codingsOf(headers).length > 0 && decrypt?.(body)) || body);
  const how = serverMessage !== undefined ? "." : isWebPage(headers) ? " with a web page, probably that of a proxy in front of it. Its technicians have to look if it stays so." : " without an explanation.";
  const passing = status === 400 ? clocksApart(headers, datedAt(request) ?? now) : status === 401 || status === 403 ? ownKeyIsNew(keyKnownFrom, now) : "";
  return new Unusable({
    reason: `${status >= 500 ? "The partner's server has a problem" : "The partner refused the request"}: it answered ${status}${how}${passing}`,
    retry: status >= 500 || status === TOO_MANY || status === TOO_SLOW || passing !== "",
    serverMessage,
  });
};

/** What the partner judged: our clock may have been set since. */
const datedAt = ({ headers }: RequestHead): Date | undefined => parseHttpDate(headerValue(headers, "date") ?? "");

const TOO_MANY = 429;
/** A server that was held up for a while says so to whoever waited meanwhile. */
const TOO_SLOW = 408;

const ownKeyIsNew = (knownFrom: Date | undefined, now: Date): string =>
  knownFrom !== undefined && now < knownFrom ? " Our key is new: the partner's copy of the catalogue may not show it yet." : "";

/** Answers travel for a moment, so their dates are a little old. */
const TRAVEL_MS = 10_000;

/** A sentence when partner and we do not agree on the time, so that neither can accept what the other signs; else nothing. */
const clocksApart = (headers: HeaderMap, now: Date): string => {
  const apartMs = clocksApartMs(headers, now);
  if (Math.abs(apartMs) < DATE_WINDOW_MS - TRAVEL_MS) return "";
  return ` Its clock is ${Math.round(Math.abs(apartMs) / 1000)} s ${apartMs > 0 ? "ahead of" : "behind"} ours, and no signature is accepted between such clocks: one of the two has to be set.`;
};

const isWebPage = (headers: HeaderMap): boolean => /html/i.test(headerValue(headers, "content-type") ?? "");

const LONGEST_MESSAGE = 1024;
const LARGEST_REFUSAL = 64 * 1024;

/** Their words, at most 1 KB; undefined for anything but an `error-response`, such as the page of a proxy. */
const developerMessage = (body: Uint8Array): string | undefined => {
  try {
    return readDocument(errorResponse, body, { maxBytes: LARGEST_REFUSAL, onQuirk: () => undefined }).developerMessage.slice(0, LONGEST_MESSAGE);
  } catch (error) {
    if (error instanceof XmlRefused || error instanceof XmlInvalid) return undefined;
    throw error;
  }
};

/**
 * The headers that may be used. A partner that declares HTTP signatures has to sign; from one that declares only TLS an unsigned answer is
 * taken, as a quirk. A signature that is there has to be right in any case.
 */
const authenticHeaders = ({ received, request, entry, snapshot, now }: AnswerToRead, quirks: Set<string>): HeaderMap => {
  if (!entry.serverAuth.includes("httpsig") && headerValue(received.headers, "signature") === undefined) {
    quirks.add("unsigned-answer");
    return received.headers;
  }
  let unknownKey = false;
  const serverKey = (keyId: string) => {
    const key = snapshot.serverKey(entry, keyId);
    unknownKey = key === undefined;
    return key;
  };
  try {
    return verifyResponse(received, { request, serverKey, now }).signedHeaders;
  } catch (error) {
    if (!(error instanceof ResponseRefused)) throw error;
    // Two defects pass: a key that the catalogue does not list yet, since our copy follows minutes later, and clocks that are set right.
    const areApart = clocksApart(received.headers, now) !== "";
    const advice = areApart ? SET_A_CLOCK : unknownKey ? KEYS_CHANGE : THEIRS_TO_REPAIR;
    throw new Unusable({ reason: `The partner's answer cannot be trusted: ${error.reason}${advice}`, retry: unknownKey || areApart, unknownKey });
  }
};

const SET_A_CLOCK = " One of the two clocks has to be set.";
const KEYS_CHANGE = " If the partner changed its keys, this passes as soon as the catalogue has the new ones.";
const THEIRS_TO_REPAIR = " Its technicians have to repair this.";

/** The body without its content coding: the one that we asked for, alone, or none. */
const decoded = ({ received: { body }, decrypt }: AnswerToRead, headers: HeaderMap): Uint8Array => {
  const codings = codingsOf(headers);
  if (codings.length === 0) return body;
  if (!decrypt || codings.length > 1 || codings[0] !== EWP_RSA_AES128GCM) throw new Unusable({ reason: "The partner's answer has a content coding that was not asked for.", retry: false });
  const plain = decrypt(body);
  if (!plain) throw new Unusable({ reason: "The partner's answer cannot be decrypted with our client key.", retry: false });
  return plain;
};

const file = (headers: HeaderMap, bytes: Uint8Array) => ({ mediaType: headerValue(headers, "content-type") ?? "application/octet-stream", bytes });

const XML = /^\s*(?:text|application)\/(?:[\w.-]+\+)?xml\s*(?:;|$)/i;

const documentIn = ({ body, maxBytes, quirks }: { readonly body: Uint8Array; readonly maxBytes: number; readonly quirks: Set<string> }, response: Document<Fields>, headers: HeaderMap): unknown => {
  const contentType = headerValue(headers, "content-type") ?? "";
  if (!XML.test(contentType)) quirks.add("wrong-media-type");
  try {
    return readDocument(response, body, { maxBytes, onQuirk: ({ name }) => quirks.add(name) });
  } catch (error) {
    if (!(error instanceof XmlRefused || error instanceof XmlInvalid)) throw error;
    throw new Unusable({ reason: unreadable(error, response, contentType), retry: false, detail: error.message, cause: error });
  }
};

/** Where and what, without the values: they could be personal. */
const unreadable = (error: XmlRefused | XmlInvalid, { root }: Document<Fields>, contentType: string): string => {
  if (/html/i.test(contentType)) return "The partner answered with a web page instead of an XML document.";
  if (error instanceof XmlRefused) return `The partner's answer is no acceptable XML${error.line === undefined ? "" : `: refused in line ${error.line}`}.${THEIRS_TO_REPAIR}`;
  const problems = error.problems.map(({ path, problem }) => `${path}: ${problem.split(", got ")[0]}`).slice(0, 3).join("; ");
  return `The partner's answer is no valid ${root}: ${problems}${error.total > 3 ? `; and ${error.total - 3} more` : ""}.${THEIRS_TO_REPAIR}`;
};
