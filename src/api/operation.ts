/** The shape of one operation, derived from the contract: a wrong parameter or answer is a compile error. */
import type { Caller } from "../domain/access/caller.js";
import type { Visitor } from "./door/visitor.js";
import type { components, operations } from "./generated/openapi.js";

export type OperationId = keyof operations;
/** A schema of the contract by name. */
export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

type Responses<Id extends OperationId> = operations[Id]["responses"];
type Success<Id extends OperationId> = Extract<keyof Responses<Id>, 200 | 201 | 202 | 204 | 302>;
/** JSON as it is described, everything else as bytes. */
type BodyOf<Content> = { [MediaType in keyof Content]: MediaType extends "application/json" ? Content[MediaType] : Uint8Array }[keyof Content];
type RequestBody<Id extends OperationId> =
  operations[Id] extends { readonly requestBody: { readonly content: infer Content } } ? BodyOf<Content>
    : operations[Id] extends { readonly requestBody?: { readonly content: infer Content } } ? BodyOf<Content> | undefined
      : undefined;
type Query<Id extends OperationId> = operations[Id]["parameters"] extends { readonly query: infer Q } ? Q : NonNullable<operations[Id]["parameters"]["query"]>;
type Path<Id extends OperationId> = operations[Id]["parameters"] extends { readonly path: infer P } ? P : unknown;

/** Asked for by whoever is at the door, before sign-in (`security: []` in the contract). */
export type OpenOperationId = "getSignInWays" | "signIn" | "signOut" | "giveSecondFactor" | "beginOpenId" | "endOpenId";

/** One authorised call whose parameters and body fit the contract. */
export interface Call<Id extends OperationId> {
  readonly path: Path<Id>;
  readonly query: Query<Id>;
  readonly body: RequestBody<Id>;
  /** The revision that `If-Match` names. */
  readonly ifMatch: number | undefined;
  /** Id for what this call creates, given with an `Idempotency-Key`: what has it already was created by an earlier attempt. */
  readonly objectId: string | undefined;
  /** Asked for by `Prefer: respond-async`: what takes long is answered before it is done. */
  readonly respondAsync: boolean;
  /** The last event that a reader of a stream has seen. */
  readonly lastEventId: string | undefined;
  /** Languages of `Accept-Language`, best first; `*` when anything will do. */
  readonly languages: readonly string[];
  /** Aborted when the caller has hung up: whoever waits for something need not go on. */
  readonly hungUp: AbortSignal;
  /** Who calls. */
  readonly caller: Id extends OpenOperationId ? undefined : Caller;
  readonly visitor: Visitor;
  /** Units to which the caller is limited here: lists show only what belongs to one of them. */
  readonly within: readonly string[] | undefined;
}

interface AnswerHeaders {
  /** Becomes the ETag. */
  readonly revision?: number;
  /** Path below the base path; becomes `Location`. */
  readonly location?: string;
  /** What the browser is to show from now on; null takes it away. Becomes the cookie. */
  readonly secret?: string | null;
  /** Becomes `Content-Language`, of an answer that depends on `Accept-Language`. */
  readonly language?: string;
  /** Under which a browser is to keep the answer. */
  readonly fileName?: string;
  /** Whom this answer signs in, for the audit log. */
  readonly signedIn?: string;
  /** The same for a sign-in that was begun at the provider. */
  readonly started?: string | null;
  /** Address as it stands; becomes `Location`. */
  readonly redirect?: string;
}

/** A successful answer; refusals are thrown. Bytes carry their media type; a stream is sent as it is made, and not gone on with when nobody reads. */
export type Answer<Id extends OperationId> = {
  [Status in Success<Id>]: AnswerHeaders & { readonly status: Status } & AnswerBody<Responses<Id>[Status]>;
}[Success<Id>];

type AnswerBody<Response> = Response extends { readonly content: infer Content }
  ? BodyOf<Content> extends Uint8Array ? { readonly mediaType: keyof Content } & ({ readonly bytes: Uint8Array } | { readonly stream: AsyncIterable<Uint8Array | string> }) : { readonly body: BodyOf<Content> }
  : unknown;

export type Operation<Id extends OperationId> = (call: Call<Id>) => Promise<Answer<Id>>;
/** One operation for every `operationId` of the contract. */
export type Operations = { readonly [Id in OperationId]: Operation<Id> };
