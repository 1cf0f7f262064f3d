import type { RequestHandler, Response } from "express";
import type { KeptAnswer } from "../../domain/idempotency.js";
import type { ApiToken } from "../../domain/tokens/model.js";
import type { OperationId, Operations } from "../operation.js";
import { callerOf } from "./authenticate.js";
import { idempotentRequest, type once } from "./idempotency.js";

/** An operation whose id is known only at run time: what the contract's types promised is the validator's work here. */
export type AnyOperation = (call: AnyCall) => Promise<AnyAnswer>;
interface AnyCall {
  readonly path: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly ifMatch: number | undefined;
  readonly objectId: string | undefined;
  readonly languages: readonly string[];
  readonly caller: ApiToken;
}
interface AnyAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
  readonly mediaType?: string;
  readonly revision?: number;
  readonly location?: string;
  readonly language?: string;
}

/** The operation with this id, or undefined. */
export const operationById = (operations: Operations, id: string): AnyOperation | undefined =>
  Object.hasOwn(operations, id) ? (operations[id as OperationId] as AnyOperation) : undefined;

/** An operation as an express handler. With `keep`, `Idempotency-Key` is honoured. */
export const respond = (operation: AnyOperation, basePath: string, keep?: ReturnType<typeof once>): RequestHandler => async (request, response) => {
  const caller = callerOf(response);
  const work = (objectId?: string) => operation({ path: request.params, query: request.query, body: request.body, ifMatch: revisionIn(request.get("If-Match")), objectId, languages: request.acceptsLanguages(), caller });
  const repeatable = keep && idempotentRequest(request, caller.id);
  if (!keep || !repeatable) return send(response, await work(), basePath);
  const kept = await keep(repeatable, async (objectId) => toKept(await work(objectId), basePath));
  response.status(kept.status).set(kept.headers).json(JSON.parse(kept.body));
};

const send = (response: Response, answer: AnyAnswer, basePath: string): void => {
  response.status(answer.status).set(headersOf(answer, basePath));
  if (answer.bytes) response.type(answer.mediaType ?? "application/octet-stream").end(answer.bytes);
  else if (answer.body === undefined) response.end();
  else response.json(answer.body);
};

const toKept = (answer: AnyAnswer, basePath: string): KeptAnswer => ({ status: answer.status, headers: headersOf(answer, basePath), body: JSON.stringify(answer.body) });

const headersOf = ({ revision, location, language, bytes }: AnyAnswer, basePath: string): Record<string, string> => ({
  ...(revision !== undefined && { ETag: `"${revision}"` }),
  ...(location !== undefined && { Location: `${basePath}${location}` }),
  ...(language !== undefined && { "Content-Language": language, Vary: "Accept-Language" }),
  ...(bytes && { "Content-Disposition": "attachment" }),
});

const revisionIn = (etag: string | undefined): number | undefined => (etag === undefined ? undefined : Number(etag.slice(1, -1)));
