/** One EWP API version as a value: manifest entry, routes, parameter checks and the client all derive from it (ARCHITECTURE 5). */
import type { ChangeKind } from "../../domain/changes.js";
import type { Document, DocumentOf, Fields } from "../../xml/schema.js";
import type { Params } from "./params.js";

export type Method = "GET" | "POST";

/** Response of an endpoint that serves files instead of documents. */
export const BINARY = "binary";
export type ResponseKind = Document<Fields> | typeof BINARY;

export interface Endpoint<P extends Params = Params, R extends ResponseKind = ResponseKind> {
  readonly methods: readonly Method[];
  readonly params: P;
  /** What a request has to carry instead of parameters (PROTOCOL 4.4); see `updateEndpoint`. */
  readonly body?: Document<Fields>;
  readonly response: R;
  /** Keys of repeatable parameters of which exactly one kind must be given: ids or codes, both or neither is 400 (PROTOCOL 4.2). */
  readonly exactlyOneOf?: readonly string[];
}

export interface Endpoints {
  readonly [name: string]: Endpoint;
}

/**
 * Who may call: `network` = any client key of the catalogue; `anyone` = also anonymously (PROTOCOL 3.8);
 * `discovery` = anyone, outside of `http-security` (PROTOCOL 2.1 rule 1).
 */
export type Access = "network" | "anyone" | "discovery";

export interface Api<E extends Endpoints = Endpoints> {
  /** Name in paths: `/ewp/<heiId>/<name>/v<major>`. */
  readonly name: string;
  /** Name of the manifest element; also the `api_name` of monitoring reports. */
  readonly element: string;
  /** `N.N.N`, the released specification that is followed. */
  readonly version: string;
  readonly major: number;
  readonly manifestNamespace: string;
  /** Published limits by their manifest element, e.g. `max-iia-ids`. */
  readonly limits: Readonly<Record<string, number>>;
  /** Other children of the manifest entry and what they say, e.g. `supports-modified-since`. */
  readonly declares: Readonly<Record<string, string>>;
  /** By name. The only endpoint of an API with a plain `url` is called `url`; endpoint `get` has the manifest element `get-url`. */
  readonly endpoints: E;
  readonly access: Access;
  /** Whether requests and answers may also be encrypted with ewp-rsa-aes128gcm (PROTOCOL 3.6, 3.7). Answers always can, requests where the runtime decrypts safely. */
  readonly encryptable: boolean;
  /** Kinds of change that partners hear of by this API: change notifications only (ARCHITECTURE 9). */
  readonly announces: readonly ChangeKind[];
  /** Children of the manifest entry after `http-security`, in schema order. */
  readonly manifestOrder: readonly string[];
}

type Definition<E extends Endpoints> = Pick<Api<E>, "name" | "version" | "manifestNamespace" | "endpoints"> &
  Partial<Pick<Api<E>, "element" | "limits" | "declares" | "access" | "encryptable" | "announces" | "manifestOrder">>;

/** An endpoint; only gives its argument the type that handlers and clients are checked against. */
export const endpoint = <const P extends Params, R extends ResponseKind>(
  definition: Endpoint<P, R> & { readonly exactlyOneOf?: readonly (keyof P & string)[] },
): Endpoint<P, R> => definition;

/** An endpoint that takes a document as it is, raw XML and no form (PROTOCOL 4.1). */
export const updateEndpoint = <B extends Document<Fields>, R extends ResponseKind>({ body, response }: { readonly body: B; readonly response: R }): UpdateEndpoint<B, R> =>
  ({ methods: ["POST"], params: NO_PARAMS, body, response });

const NO_PARAMS = {};
type UpdateEndpoint<B extends Document<Fields>, R extends ResponseKind> = Omit<Endpoint<typeof NO_PARAMS, R>, "body"> & { readonly body: B };

/** The type of the document that requests carry; undefined for endpoints with parameters. */
export type BodyOf<E extends Endpoint> = E extends { readonly body: infer B extends Document<Fields> } ? DocumentOf<B> : undefined;

/** Manifest element that holds the address of an endpoint. */
export const urlElement = (endpointName: string): string => (endpointName === "url" ? "url" : `${endpointName}-url`);

/**
 * Define an API version. `element` is the name where the manifest differs from it, `manifestOrder` the schema order where it is not
 * "all URLs, then all limits, then all declarations". Throws `RangeError` for definitions that would make the node misbehave.
 */
export const defineApi = <const E extends Endpoints>(definition: Definition<E>): Api<E> => {
  const limits = definition.limits ?? {};
  const declares = definition.declares ?? {};
  const children = [...Object.keys(definition.endpoints).map(urlElement), ...Object.keys(limits), ...Object.keys(declares)];
  const api: Api<E> = {
    ...definition,
    element: definition.element ?? definition.name,
    major: Number(definition.version.split(".")[0]),
    limits,
    declares,
    access: definition.access ?? "network",
    encryptable: definition.encryptable ?? false,
    announces: definition.announces ?? [],
    manifestOrder: definition.manifestOrder ?? children,
  };
  check(api, children);
  return api;
};

const check = (api: Api, children: readonly string[]): void => {
  const wrong = (what: string): RangeError => new RangeError(`${api.name} ${api.version}: ${what}`);
  if (!/^\d+\.\d+\.\d+$/.test(api.version)) throw wrong("a version has the form N.N.N");
  if ([...children].sort().join() !== [...api.manifestOrder].sort().join()) throw wrong(`manifestOrder must list exactly ${children.join(", ")}`);
  for (const [name, limit] of Object.entries(api.limits)) {
    // More would make GET URLs that do not fit into the header limit (PROTOCOL 8 row 10).
    if (limit < 2 || limit > 100) throw wrong(`${name} is ${limit}, expected 2 to 100`);
  }
  for (const { limit, name } of Object.values(api.endpoints).flatMap(({ params }) => Object.values(params))) {
    if (limit !== undefined && !(limit in api.limits)) throw wrong(`parameter ${name} refers to the unknown limit ${limit}`);
  }
};
