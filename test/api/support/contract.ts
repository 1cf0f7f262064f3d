/** The contract as the validator reads it: every operation with its method, path and demands. */
import express from "express";
import * as OpenApiValidator from "express-openapi-validator";
import request from "supertest";
import { CONTRACT } from "../../../src/api/door/contract.js";

export interface ContractOperation {
  readonly id: string;
  readonly method: "get" | "put" | "post" | "patch" | "delete";
  /** Below the base path, with `{parameters}`. */
  readonly path: string;
  readonly scopes: readonly string[];
  /** The same for people; undefined where the operation cannot be asked for with the cookie. */
  readonly peoplesScopes: readonly string[] | undefined;
  /** Asked for by anybody, before sign-in. */
  readonly isOpen: boolean;
  readonly responses: Readonly<Record<string, { readonly content?: object }>>;
}

interface Documented {
  readonly operationId?: string;
  readonly security?: readonly { readonly token?: readonly string[]; readonly person?: readonly string[] }[];
  readonly responses?: ContractOperation["responses"];
}

export const contractOperations = async (): Promise<readonly ContractOperation[]> => {
  const operations: ContractOperation[] = [];
  const app = express();
  app.use(OpenApiValidator.middleware({
    apiSpec: CONTRACT, validateRequests: false, validateSecurity: false, validateApiSpec: true, validateResponses: false, fileUploader: false,
    operationHandlers: {
      basePath: "",
      resolver: (_folder: string, route: { basePath: string; openApiRoute: string; method: string }, apiDoc: { paths?: object; security?: Documented["security"] }) => {
        const path = route.openApiRoute.slice(route.basePath.length);
        const method = route.method.toLowerCase() as ContractOperation["method"];
        const { operationId = "", security = apiDoc.security, responses = {} } = (apiDoc.paths as Record<string, Record<string, Documented>>)[path]?.[method] ?? {};
        operations.push({ id: operationId, method, path, scopes: security?.[0]?.token ?? [], peoplesScopes: security?.find(({ person }) => person)?.person, isOpen: security?.length === 0, responses });
        return () => undefined;
      },
    },
  }));
  app.use(((_error, _request, response, _next) => void response.end()) satisfies express.ErrorRequestHandler);
  await request(app).get("/");
  return operations;
};

/** The path with a value for every parameter. */
export const filledPath = (path: string, values: Readonly<Record<string, string>> = {}): string =>
  path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(values[name] ?? "unknown-1"));
