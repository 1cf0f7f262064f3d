import createFetchClient, { type Client, type ClientOptions } from "openapi-fetch";
import type { paths } from "../api/generated/openapi.js";
import type { Plain } from "./plain.js";

export type Paths = Plain<paths>;

/** A typed client of a node's REST API: paths, parameters and bodies are checked against the contract when the caller is compiled. */
export type PasserelleClient = Client<Paths>;

/** Calls `{baseUrl}`, e.g. `https://node.example/api/v1`. */
export const createClient = (options: ClientOptions & { readonly baseUrl: string }): PasserelleClient => createFetchClient<Paths>(options);
