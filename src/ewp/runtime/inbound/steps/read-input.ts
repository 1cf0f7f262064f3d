import type { Route } from "../../routes.js";
import type { InboundExchange } from "../exchange.js";
import { readBodyDocument } from "./read-body-document.js";
import { readForm } from "./read-form.js";
import { readParams } from "./read-params.js";

/** What a request says, read by the descriptors of its endpoint. */
export interface Input {
  readonly params: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly quirks: readonly string[];
}

/** Parameters, or the document that an endpoint takes instead. `plain` is the body without its content coding. Refuses with 400 and 415. */
export const readInput = ({ api, endpoint }: Route, { head: { method, target }, headers }: InboundExchange, plain: Uint8Array): Input => {
  if (endpoint.body) return { params: {}, ...readBodyDocument(endpoint.body, headers, plain) };
  return { params: readParams(endpoint, api.limits, readForm(method, target, headers, plain)), body: undefined, quirks: NONE };
};

const NONE: readonly string[] = [];
