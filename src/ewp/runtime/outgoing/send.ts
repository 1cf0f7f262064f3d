import { createPublicKey, type KeyObject } from "node:crypto";
import type { HeiId } from "../../../kernel/ids.js";
import type { Clock, Ids } from "../../../kernel/ports.js";
import { EWP_RSA_AES128GCM } from "../../../security/encryption/container.js";
import { decryptBody } from "../../../security/encryption/decrypt.js";
import { encryptFor } from "../../../security/encryption/encrypt.js";
import type { UnwrapKey } from "../../../security/encryption/unwrap-key.js";
import type { HeaderMap } from "../../../security/header-map.js";
import type { RequestHead } from "../../../security/http-signature/request-head.js";
import { signRequest, unsignedRequest } from "../../../security/http-signature/sign-request.js";
import type { Signer } from "../../../security/http-signature/sign.js";
import type { CertifiedKey } from "../../../security/keys/certificates.js";
import { spkiBase64Of } from "../../../security/keys/public-key.js";
import type { Method } from "../define.js";
import type { HostKeys, OwnCertificates } from "../ports.js";
import type { HttpClient, ReceivedAnswer } from "./http-client.js";
import { XML_MEDIA_TYPE } from "../serve.js";
import { type Means, type Protection, USUAL } from "./protection.js";

/** A request before it is signed. */
export interface Draft {
  readonly from: HeiId;
  readonly method: Method;
  readonly url: string;
  readonly form: URLSearchParams;
  /** XML to POST instead of the form. */
  readonly document?: string | undefined;
  /** Signed over TLS unless told otherwise. */
  readonly protection?: Protection;
}

/** A request that is ready to go. */
export interface PreparedRequest {
  readonly url: URL;
  readonly head: RequestHead;
  /** As transmitted. */
  readonly body: Uint8Array;
  readonly requestId: string;
  /** Whose signature it carries; absent where a certificate stands for it. */
  readonly signer?: Signer | undefined;
  /** Shown in the TLS handshake. */
  readonly certificate?: CertifiedKey | undefined;
}

/** Prepares requests in the name of one of our institutions, and sends them. */
export interface Sender {
  readonly maxAnswerBytes: number;
  readonly means: Means;
  prepare(draft: Draft): Promise<PreparedRequest>;
  /** Throws `Unusable` when no whole answer comes. */
  send(request: PreparedRequest): Promise<ReceivedAnswer>;
  /** What was encrypted for one of our institutions; undefined when it was not, or not for it. */
  decrypt(heiId: HeiId, body: Uint8Array): Uint8Array | undefined;
}

export interface SenderParts {
  readonly http: HttpClient;
  readonly keys: HostKeys;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Absent where the runtime cannot decrypt safely. */
  readonly unwrapKey?: UnwrapKey | undefined;
  /** Absent where our institutions have none. */
  readonly certificates?: Pick<OwnCertificates, "certificateOf"> | undefined;
}

export const createSender = ({ http, keys, clock, ids, unwrapKey, certificates }: SenderParts): Sender => ({
  maxAnswerBytes: http.maxAnswerBytes,
  means: { clientCertificates: certificates !== undefined, decrypts: unwrapKey !== undefined },
  prepare: async ({ from, method, url: address, form, document, protection = USUAL }) => {
    const signer = keys.keysOf(from)?.client;
    if (!signer) throw new RangeError(`there is no client key of ${from} to sign with`);
    const url = new URL(address);
    if (method === "GET" && form.size > 0) url.search = url.search === "" ? form.toString() : `${url.search}&${form}`;
    const body = bodyOf(method, document ?? form.toString(), protection.recipient);
    const request = { method, url, body, headers: { ...contentType(method, document), ...headersFor(method, protection, signer) }, requestId: ids.uuid(), now: clock.now() };
    const prepared = { url, body, requestId: request.requestId };
    if (protection.clientAuth === "tlscert") return { ...prepared, head: unsignedRequest(request), certificate: certificates?.certificateOf(from) };
    return { ...prepared, head: await signRequest({ ...signer, ...request }), signer };
  },
  send: (request) => http.send(request),
  decrypt: (heiId, body) => {
    const own = keys.keysOf(heiId)?.decryptionKeys;
    return own && unwrapKey && decryptBody(body, own, unwrapKey);
  },
});

const bodyOf = (method: Method, text: string, recipient: KeyObject | undefined): Uint8Array => {
  if (method !== "POST") return Buffer.alloc(0);
  const plain = Buffer.from(text);
  return recipient ? encryptFor(recipient, plain) : plain;
};

const contentType = (method: Method, document: string | undefined): HeaderMap =>
  (method === "POST" ? { "content-type": document === undefined ? "application/x-www-form-urlencoded" : XML_MEDIA_TYPE } : {});

/** All of them are signed, so that nobody on the way can ask for less than we did. */
const headersFor = (method: Method, { clientAuth, recipient, encryptedAnswer }: Protection, { privateKey }: Signer): HeaderMap => ({
  ...(method === "POST" && recipient && { "content-encoding": EWP_RSA_AES128GCM }),
  ...(encryptedAnswer && { "accept-encoding": EWP_RSA_AES128GCM }),
  // A signature names the key; a certificate need not (PROTOCOL 3.7).
  ...(encryptedAnswer && clientAuth === "tlscert" && { "accept-response-encryption-key": spkiBase64Of(createPublicKey(privateKey)) }),
});
