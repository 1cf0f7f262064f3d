import { fileURLToPath } from "node:url";
import type { ErrorRequestHandler, Request, RequestHandler } from "express";
import * as OpenApiValidator from "express-openapi-validator";
import type { RecordUnits } from "../../domain/access/units.js";
import { audited, isAudited } from "../audit/record.js";
import type { Operations } from "../operation.js";
import type { authorize } from "./authorize.js";
import { callerOf } from "./authenticate.js";
import type { once } from "./idempotency.js";
import type { nameActors } from "./name-actors.js";
import { operationById, respond } from "./respond.js";
import { requireBodyWithin, unitsOfCall } from "./units.js";

/** The contract that requests, and in tests answers, are held to. */
export const CONTRACT = fileURLToPath(new URL("../../../openapi/openapi.yaml", import.meta.url));
const IDEMPOTENCY_KEY = "#/components/parameters/idempotencyKey";
/** An institution that is not there yet may be named here. */
const CREATES_INSTITUTION = "putInstitution";

interface ContractParts {
  readonly operations: Operations;
  readonly authorize: ReturnType<typeof authorize>;
  readonly once: ReturnType<typeof once>;
  readonly nameActors: ReturnType<typeof nameActors>;
  readonly recordUnits: RecordUnits;
  readonly log: Parameters<typeof audited>[2];
  /** Also hold answers to the contract: for tests, since it costs time. */
  readonly validateResponses: boolean;
}

/** Routing, authorisation and validation, all derived from the contract; a call that passes reaches its operation. */
export const contract = ({ operations, authorize, once, nameActors, log, recordUnits, validateResponses }: ContractParts): (RequestHandler | ErrorRequestHandler)[] => {
  const refusals = new WeakMap<Request, unknown>();
  const allowed = async (request: Request, scopes: readonly string[]): Promise<boolean> => {
    if (!request.res) throw new TypeError("a request without a response");
    try {
      const caller = callerOf(request.res);
      await authorize(caller, { scopes, ...target(request) });
      request.res.locals["within"] = await unitsOfCall(caller, { scopes, ...matched(request) }, recordUnits);
      return true;
    } catch (error) {
      refusals.set(request, error);
      throw error;
    }
  };
  return [
    ...OpenApiValidator.middleware({
      apiSpec: CONTRACT,
      // A test does, once and not at every start.
      validateApiSpec: false,
      validateRequests: { allErrors: false, coerceTypes: false },
      validateResponses,
      validateSecurity: { handlers: { token: allowed, person: allowed } },
      validateFormats: true,
      ajvFormats: { mode: "full" },
      fileUploader: false,
      operationHandlers: { basePath: "", resolver: resolver(operations, { once, nameActors, log }) },
    }),
    // The validator flattens what its security handlers throw; here it gets its own form back.
    ((error, request, _response, next) => next(refusals.get(request) ?? error)) satisfies ErrorRequestHandler,
  ];
};

interface Matched {
  readonly openapi?: { readonly openApiRoute?: string; readonly pathParams?: Readonly<Record<string, string>>; readonly schema?: { readonly operationId?: string } };
}

const matched = ({ openapi }: Request & Matched) => ({ operation: openapi?.schema?.operationId ?? "", route: openapi?.openApiRoute ?? "", path: openapi?.pathParams ?? {} });

const target = (request: Request & Matched): { heiId: string | undefined; mayCreate: boolean } => ({
  heiId: request.openapi?.pathParams?.["heiId"],
  mayCreate: request.openapi?.schema?.operationId === CREATES_INSTITUTION,
});

interface DocumentedOperation {
  readonly operationId?: string;
  readonly security?: readonly { readonly token?: readonly string[] }[];
  /** Shared parameters are still references here. */
  readonly parameters?: readonly { readonly $ref?: string }[];
}

const resolver = (operations: Operations, { once: keep, nameActors: named, log }: Pick<ContractParts, "once" | "nameActors" | "log">) =>
  (_folder: string, route: { readonly basePath: string; readonly openApiRoute: string; readonly method: string }, { paths = {} }: { readonly paths?: object }): RequestHandler => {
    const path = (paths as Readonly<Record<string, Readonly<Record<string, unknown>>>>)[route.openApiRoute.slice(route.basePath.length)];
    const documented = path?.[route.method.toLowerCase()] as DocumentedOperation | undefined;
    const operation = operationById(operations, documented?.operationId ?? "");
    if (!operation) throw new TypeError(`no operation for ${route.method} ${route.openApiRoute}`);
    const described = { id: documented?.operationId ?? "", method: route.method, scopes: documented?.security?.[0]?.token ?? [] };
    const noted = isAudited(described) ? audited(operation, described, log) : operation;
    return respond(async (call) => {
      if (call.within) requireBodyWithin(described.id, call.within, { heiId: (call.path as { readonly heiId: string }).heiId, body: call.body });
      const answer = await noted(call);
      return answer.body === undefined ? answer : { ...answer, body: await named(answer.body) };
    }, route.basePath, takesKey(documented) ? keep : undefined);
  };

const takesKey = (documented: DocumentedOperation | undefined): boolean =>
  documented?.parameters?.some(({ $ref }) => $ref === IDEMPOTENCY_KEY) ?? false;
