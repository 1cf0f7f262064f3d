import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Request, RequestHandler, Response } from "express";
import type { KeptAnswer } from "../../domain/idempotency.js";
import type { Caller } from "../../domain/access/caller.js";
import type { OperationId, Operations } from "../operation.js";
import { callerAt } from "./authenticate.js";
import { requestIdOf } from "./request-log.js";
import { handOut } from "./cookie.js";
import { idempotentRequest, type once } from "./idempotency.js";
import { type Visitor, visitorOf } from "./visitor.js";

/** An operation whose id is known only at run time: what the contract's types promised is the validator's work here. */
export type AnyOperation = (call: AnyCall) => Promise<AnyAnswer>;
export interface AnyCall {
  readonly path: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly ifMatch: number | undefined;
  readonly objectId: string | undefined;
  readonly respondAsync: boolean;
  readonly lastEventId: string | undefined;
  readonly languages: readonly string[];
  readonly hungUp: AbortSignal;
  readonly caller: Caller | undefined;
  readonly visitor: Visitor;
  readonly within: readonly string[] | undefined;
  readonly requestId: string;
}
export interface AnyAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
  readonly stream?: AsyncIterable<Uint8Array | string>;
  readonly mediaType?: string;
  readonly revision?: number;
  readonly location?: string;
  readonly secret?: string | null;
  readonly signedIn?: string;
  readonly language?: string;
  readonly fileName?: string;
  readonly started?: string | null;
  readonly redirect?: string;
}

/** The operation with this id, or undefined. */
export const operationById = (operations: Operations, id: string): AnyOperation | undefined =>
  Object.hasOwn(operations, id) ? (operations[id as OperationId] as AnyOperation) : undefined;

/** An operation as an express handler. With `keep`, `Idempotency-Key` is honoured. */
export const respond = (operation: AnyOperation, basePath: string, keep?: ReturnType<typeof once>): RequestHandler => async (request, response) => {
  const [caller, visitor, hungUp] = [callerAt(response), visitorOf(response), untilClosed(response)];
  const work = (objectId?: string) => operation({
    path: request.params, query: request.query, body: request.body, ifMatch: revisionIn(request.get("If-Match")), objectId, lastEventId: request.get("Last-Event-ID"), languages: request.acceptsLanguages(), hungUp, caller, visitor, within: response.locals["within"] as readonly string[] | undefined, requestId: requestIdOf(response),
    respondAsync: RESPOND_ASYNC.test(request.get("Prefer") ?? ""),
  });
  const repeatable = keep && caller && idempotentRequest(request, caller.id);
  if (!keep || !repeatable) return send(response, await work(), basePath);
  const kept = await keep(repeatable, async (objectId) => toKept(await work(objectId), basePath));
  response.status(kept.status).set(kept.headers).json(JSON.parse(kept.body));
};

/** RFC 7240. */
const RESPOND_ASYNC = /(?:^|,)\s*respond-async\s*(?:[,;]|$)/i;

/** Aborted when the connection ends before the answer does, or with it. */
const untilClosed = (response: Response): AbortSignal => {
  const controller = new AbortController();
  response.once("close", () => controller.abort());
  return controller.signal;
};

const send = async (response: Response, answer: AnyAnswer, basePath: string): Promise<void> => {
  response.status(answer.status).set(headersOf(answer, basePath));
  response.append("Set-Cookie", cookiesOf(answer, response.req));
  if (answer.stream) await sendStream(response, answer.stream, answer.mediaType);
  else if (answer.bytes) response.type(answer.mediaType ?? "application/octet-stream").end(answer.bytes);
  else if (answer.body === undefined) response.end();
  else response.json(answer.body);
};

/** Begun at once. After the head nothing can be refused any more: what fails then cuts the connection. */
const sendStream = async (response: Response, stream: AsyncIterable<Uint8Array | string>, mediaType = "application/octet-stream"): Promise<void> => {
  // Proxies hold back what they buffer.
  response.type(mediaType).set("X-Accel-Buffering", "no").flushHeaders();
  await pipeline(Readable.from(stream), response).catch((error: unknown) => {
    if (!response.destroyed) response.destroy(error instanceof Error ? error : undefined);
  });
};

/** What is said nothing of stays with the browser. */
const cookiesOf = ({ secret, started }: AnyAnswer, request: Request): string[] =>
  [...(secret === undefined ? [] : [handOut(request, "signIn", secret)]), ...(started === undefined ? [] : [handOut(request, "started", started)])];

const toKept = (answer: AnyAnswer, basePath: string): KeptAnswer => ({ status: answer.status, headers: headersOf(answer, basePath), body: JSON.stringify(answer.body) });

const headersOf = ({ revision, location, redirect, language, fileName, bytes }: AnyAnswer, basePath: string): Record<string, string> => ({
  ...(revision !== undefined && { ETag: `"${revision}"` }),
  ...(location !== undefined && { Location: `${basePath}${location}` }),
  ...(language !== undefined && { "Content-Language": language, Vary: "Accept-Language" }),
  ...(redirect !== undefined && { Location: redirect }),
  ...((bytes ?? fileName) !== undefined && { "Content-Disposition": fileName === undefined ? "attachment" : `attachment; filename="${fileName}"` }),
});

const revisionIn = (etag: string | undefined): number | undefined => (etag === undefined ? undefined : Number(etag.slice(1, -1)));
