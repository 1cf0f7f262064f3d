import type { RequestHandler, Response } from "express";
import type { KeptAnswer } from "../../domain/idempotency.js";
import type { Caller } from "../../domain/access/caller.js";
import type { OperationId, Operations } from "../operation.js";
import { callerAt } from "./authenticate.js";
import { handOut } from "./cookie.js";
import { idempotentRequest, type once } from "./idempotency.js";
import { type Visitor, visitorOf } from "./visitor.js";

/** An operation whose id is known only at run time: what the contract's types promised is the validator's work here. */
export type AnyOperation = (call: AnyCall) => Promise<AnyAnswer>;
interface AnyCall {
  readonly path: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly ifMatch: number | undefined;
  readonly objectId: string | undefined;
  readonly caller: Caller | undefined;
  readonly visitor: Visitor;
}
interface AnyAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
  readonly mediaType?: string;
  readonly revision?: number;
  readonly location?: string;
  readonly secret?: string | null;
}

/** The operation with this id, or undefined. */
export const operationById = (operations: Operations, id: string): AnyOperation | undefined =>
  Object.hasOwn(operations, id) ? (operations[id as OperationId] as AnyOperation) : undefined;

/** An operation as an express handler. With `keep`, `Idempotency-Key` is honoured. */
export const respond = (operation: AnyOperation, basePath: string, keep?: ReturnType<typeof once>): RequestHandler => async (request, response) => {
  const [caller, visitor] = [callerAt(response), visitorOf(response)];
  const work = (objectId?: string) => operation({ path: request.params, query: request.query, body: request.body, ifMatch: revisionIn(request.get("If-Match")), objectId, caller, visitor });
  const repeatable = keep && caller && idempotentRequest(request, caller.id);
  if (!keep || !repeatable) return send(response, await work(), basePath);
  const kept = await keep(repeatable, async (objectId) => toKept(await work(objectId), basePath));
  response.status(kept.status).set(kept.headers).json(JSON.parse(kept.body));
};

const send = (response: Response, answer: AnyAnswer, basePath: string): void => {
  response.status(answer.status).set(headersOf(answer, basePath));
  if (answer.secret !== undefined) response.set("Set-Cookie", handOut(response.req, answer.secret));
  if (answer.bytes) response.type(answer.mediaType ?? "application/octet-stream").end(answer.bytes);
  else if (answer.body === undefined) response.end();
  else response.json(answer.body);
};

const toKept = (answer: AnyAnswer, basePath: string): KeptAnswer => ({ status: answer.status, headers: headersOf(answer, basePath), body: JSON.stringify(answer.body) });

const headersOf = ({ revision, location, bytes }: AnyAnswer, basePath: string): Record<string, string> => ({
  ...(revision !== undefined && { ETag: `"${revision}"` }),
  ...(location !== undefined && { Location: `${basePath}${location}` }),
  ...(bytes && { "Content-Disposition": "attachment" }),
});

const revisionIn = (etag: string | undefined): number | undefined => (etag === undefined ? undefined : Number(etag.slice(1, -1)));
