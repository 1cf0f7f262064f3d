import * as client from "openid-client";
import type { DataKey } from "./keys/data-key.js";
import { seal, unseal } from "./keys/sealing.js";

/** What the operator says of the institution's provider. */
export interface OpenIdSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  readonly name: string;
  /** Asked for, with spaces between. */
  readonly scope: string;
  /** Of the ID token or the user information: the e-mail address. */
  readonly emailClaim: string;
  /** The address of the callback, as the provider knows it. */
  readonly redirectUri: string;
}

interface Parts {
  readonly settings: OpenIdSettings;
  readonly dataKey: () => Promise<DataKey>;
  /** Calls of the provider, with the authorities that this node trusts. */
  readonly customFetch?: client.CustomFetch | undefined;
  readonly now: () => Date;
}

/** So long may somebody take at the provider. */
const PATIENCE_MS = 10 * 60_000;
const LABEL = { kind: "openid", name: "started" } as const;

interface Kept {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Where in the office the browser goes on. */
  readonly to: string;
  readonly at: number;
}

/** The provider said something that is not to be trusted, or the browser came back otherwise than it went. */
export class OpenIdFailed extends Error {}

/** Code flow with PKCE, state and nonce. What it takes to check the answer travels sealed with the browser, so any process can end what another began. */
export const openIdProvider = ({ settings, dataKey, customFetch, now }: Parts) => {
  let found: Promise<client.Configuration> | undefined;
  const configuration = (): Promise<client.Configuration> => {
    const isLocal = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/.test(`${settings.issuer}/`);
    found ??= client.discovery(new URL(settings.issuer), settings.clientId, settings.clientSecret, undefined, {
      ...(isLocal && { execute: [client.allowInsecureRequests] }), ...(customFetch && { [client.customFetch]: customFetch }),
    });
    found.catch(() => (found = undefined));
    return found;
  };
  const opened = async (kept: string): Promise<Kept> => {
    const read = JSON.parse(unseal(await dataKey(), LABEL, kept).toString("utf8")) as Kept;
    if (now().getTime() - read.at > PATIENCE_MS) throw new OpenIdFailed("it took too long");
    return read;
  };
  return {
    name: settings.name,
    start: async (to: string): Promise<{ readonly url: string; readonly kept: string }> => {
      const kept: Kept = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier(), to, at: now().getTime() };
      const url = client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: settings.redirectUri, scope: settings.scope, state: kept.state, nonce: kept.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(kept.verifier), code_challenge_method: "S256",
      });
      return { url: url.href, kept: seal(await dataKey(), LABEL, Buffer.from(JSON.stringify(kept))) };
    },
    /** Rejects for anything that is not exactly the answer to what was kept. */
    finish: async (query: string, kept: string) => {
      const { state, nonce, verifier, to } = await opened(kept);
      const config = await configuration();
      const tokens = await client.authorizationCodeGrant(config, new URL(`${settings.redirectUri}?${query}`), { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true });
      const claims = tokens.claims();
      if (!claims) throw new OpenIdFailed("there is no ID token");
      const told = claims[settings.emailClaim] === undefined && config.serverMetadata().userinfo_endpoint !== undefined
        ? { ...claims, ...(await client.fetchUserInfo(config, tokens.access_token, claims.sub)) } : claims;
      return { issuer: claims.iss, subject: claims.sub, email: told["email_verified"] === false ? undefined : text(told[settings.emailClaim]), name: text(told["name"]), to };
    },
  };
};

const text = (claim: unknown): string | undefined => (typeof claim === "string" && claim !== "" ? claim.slice(0, 254) : undefined);
