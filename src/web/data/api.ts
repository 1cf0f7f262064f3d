import { createClient, type Paths } from "../../client/create-client.js";
import { Refused } from "./refused.js";

export type { Schemas } from "../../client/plain.js";
export type { Paths };

const UNSAFE = new Set(["POST", "PUT", "DELETE", "PATCH"]);
const caller: { csrfToken?: string | undefined } = {};

/** What every changing call has to carry, as `GET /me` tells it. */
export const rememberCsrfToken = (token: string | undefined): void => {
  caller.csrfToken = token;
};

/** The node that served this page. The cookie goes along by itself. */
export const api = createClient({ baseUrl: `${location.origin}/api/v1` });

api.use({
  onRequest: ({ request }) => {
    if (UNSAFE.has(request.method) && caller.csrfToken !== undefined) request.headers.set("X-CSRF-Token", caller.csrfToken);
    return request;
  },
});

interface Answer<D> {
  readonly data?: D;
  readonly error?: unknown;
  readonly response: Response;
}

/** The body of an answer that went well. Throws `Refused` otherwise, also when the node cannot be reached. */
export const dataOf = async <D>(answering: Promise<Answer<D>>): Promise<D> => {
  const { data, error, response } = await answering.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw Refused.unreachable(cause);
  });
  if (!response.ok) throw Refused.of(response.status, error, response.headers.get("ETag") ?? undefined);
  return data as D;
};
