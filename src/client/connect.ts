import { createClient, type PasserelleClient } from "./create-client.js";
import { type Platform, platform } from "./platform.js";
import { retrying } from "./retrying.js";

export interface Connection {
  /** Of the office listener, e.g. `https://node.example:8080`. */
  readonly url: string;
  /** `psl_...` */
  readonly token: string;
}

/**
 * A client for a system of the institution. Creations carry an `Idempotency-Key` of their own unless they are given one, and what the
 * node is too busy for is sent again when it says so.
 */
export const connect = ({ url, token }: Connection, on: Platform = platform): PasserelleClient => {
  const client = createClient({ baseUrl: `${url.replace(/\/$/, "")}/api/v1`, fetch: retrying(on) });
  client.use({
    onRequest: ({ request }) => {
      request.headers.set("Authorization", `Bearer ${token}`);
      if (request.method === "POST" && !request.headers.has("Idempotency-Key")) request.headers.set("Idempotency-Key", on.uuid());
      return request;
    },
  });
  return client;
};
