import type { Platform } from "./platform.js";
import { PasserelleProblem } from "./problem.js";

/** Id of a token and the token itself, which are exchanged for access tokens of a quarter of an hour (OAuth 2 client credentials). */
export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Fewer scopes than the token has, with spaces between them. */
  readonly scope?: string;
}

/** A new one is asked for so long before the old one ends. */
const EARLY_MS = 60_000;

/** The access token of the moment; many who ask at once wait for one answer. */
export const accessTokens = (base: string, { clientId, clientSecret, scope }: Credentials, { fetch: send, now }: Pick<Platform, "fetch" | "now">): (() => Promise<string>) => {
  let known: { readonly token: Promise<string>; readonly until: number } | undefined;
  const ask = async (): Promise<string> => {
    const body = new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret, ...(scope !== undefined && { scope }) });
    const answer = await send(new Request(`${base}/oauth/token`, { method: "POST", headers: { "Content-Type": "application/x-www-form-urlencoded" }, body: body.toString() }));
    const told = (await answer.json()) as { readonly access_token: string; readonly expires_in: number };
    if (!answer.ok) throw new PasserelleProblem(answer.status, told as object);
    if (known) known = { ...known, until: now() + told.expires_in * 1000 - EARLY_MS };
    return told.access_token;
  };
  return () => {
    if (!known || known.until <= now()) {
      const token = ask();
      known = { token, until: Number.POSITIVE_INFINITY };
      token.catch(() => { known = undefined; });
    }
    return known.token;
  };
};
