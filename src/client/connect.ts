import { createClient, type PasserelleClient } from "./create-client.js";
import { accessTokens, type Credentials } from "./credentials.js";
import { type Platform, platform } from "./platform.js";
import { retrying } from "./retrying.js";

export interface Connection {
  /** Of the office listener, e.g. `https://node.example:8080`. */
  readonly url: string;
  /** `psl_...`, or what it is exchanged by. */
  readonly token: string | Credentials;
}

/**
 * A client for a system of the institution. Creations carry an `Idempotency-Key` of their own unless they are given one, and what the
 * node is too busy for is sent again when it says so.
 */
export const connect = ({ url, token }: Connection, on: Platform = platform): PasserelleClient => {
  const baseUrl = `${url.replace(/\/$/, "")}/api/v1`;
  const send = retrying(on);
  const secret = typeof token === "string" ? async () => token : accessTokens(baseUrl, token, { ...on, fetch: send });
  const client = createClient({ baseUrl, fetch: send });
  client.use({
    onRequest: async ({ request }) => {
      request.headers.set("Authorization", `Bearer ${await secret()}`);
      if (request.method === "POST" && !request.headers.has("Idempotency-Key")) request.headers.set("Idempotency-Key", on.uuid());
      return request;
    },
  });
  return client;
};
