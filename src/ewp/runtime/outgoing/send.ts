import type { HeiId } from "../../../kernel/ids.js";
import type { Clock, Ids } from "../../../kernel/ports.js";
import type { RequestHead } from "../../../security/http-signature/request-head.js";
import { signRequest } from "../../../security/http-signature/sign-request.js";
import type { Method } from "../define.js";
import type { HostKeys } from "../ports.js";
import type { HttpClient, ReceivedAnswer } from "./http-client.js";

/** A request that is ready to go. */
export interface SignedRequest {
  readonly url: URL;
  readonly head: RequestHead;
  readonly body: Uint8Array;
  readonly requestId: string;
}

/** Signs in the name of one of our institutions, and sends. */
export interface Sender {
  readonly maxAnswerBytes: number;
  sign(from: HeiId, method: Method, url: string, form: URLSearchParams): Promise<SignedRequest>;
  /** Throws `Unusable` when no whole answer comes. */
  send(request: SignedRequest): Promise<ReceivedAnswer>;
}

export const createSender = ({ http, keys, clock, ids }: {
  readonly http: HttpClient;
  readonly keys: HostKeys;
  readonly clock: Clock;
  readonly ids: Ids;
}): Sender => ({
  maxAnswerBytes: http.maxAnswerBytes,
  sign: async (from, method, address, form) => {
    const signer = keys.keysOf(from)?.client;
    if (!signer) throw new RangeError(`there is no client key of ${from} to sign with`);
    const url = new URL(address);
    if (method === "GET" && form.size > 0) url.search = url.search === "" ? form.toString() : `${url.search}&${form}`;
    const body = method === "POST" ? Buffer.from(form.toString()) : Buffer.alloc(0);
    const headers = method === "POST" ? { "content-type": "application/x-www-form-urlencoded" } : {};
    const requestId = ids.uuid();
    const head = await signRequest({ ...signer, method, url, body, headers, requestId, now: clock.now() });
    return { url, head, body, requestId };
  },
  send: (request) => http.send(request),
});
