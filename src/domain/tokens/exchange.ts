import { EwpError, badRequest } from "../../kernel/errors.js";
import type { Clock } from "../../kernel/ports.js";
import { SCOPES, type Scope } from "../access/scopes.js";
import type { AccessTokens, ApiToken } from "./model.js";
import type { TokenService } from "./service.js";

export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Names of scopes with spaces between them; absent = all of the token. */
  readonly scope?: string | undefined;
  /** Whose budget a wrong secret is charged to. */
  readonly address: string;
}

export interface Exchanged {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly scopes: readonly Scope[];
}

const LIFE_SECONDS = 900;

const invalidClient = (): EwpError =>
  new EwpError(401, "The client is unknown, or its secret is wrong, revoked or expired.", { code: "invalid_client", headers: { "WWW-Authenticate": 'Basic realm="passerelle"' } });

/**
 * OAuth 2 client credentials (RFC 6749 4.4): the id of a token and its secret for an access token of a quarter of an hour. Throws
 * `EwpError` with the codes of that standard.
 */
export const exchangeWith = ({ tokens, access, clock }: { readonly tokens: Pick<TokenService, "authenticate">; readonly access: AccessTokens; readonly clock: Clock }) =>
  async ({ clientId, clientSecret, scope, address }: ClientCredentials): Promise<Exchanged> => {
    // An access token is no secret: it would live for ever by being exchanged for the next.
    const token = access.isAccessToken(clientSecret) ? undefined : await tokens.authenticate(clientSecret, address);
    if (token?.id !== clientId) throw invalidClient();
    const scopes = scope === undefined ? undefined : wantedScopes(scope, token);
    const now = clock.now();
    const until = new Date(Math.floor(now.getTime() / 1000 + LIFE_SECONDS) * 1000);
    const expiresAt = token.expiresAt && token.expiresAt < until ? token.expiresAt : until;
    return {
      accessToken: await access.issue({ tokenId: token.id, expiresAt, ...(scopes && { scopes }) }),
      expiresInSeconds: Math.floor((expiresAt.getTime() - now.getTime()) / 1000), scopes: scopes ?? token.scopes,
    };
  };

const wantedScopes = (scope: string, token: ApiToken): readonly Scope[] => {
  const names = scope.split(" ").filter((name) => name !== "");
  const scopes = SCOPES.filter((known) => names.includes(known) && token.scopes.includes(known));
  if (names.length === 0 || scopes.length !== new Set(names).size) throw badRequest("scope names what this client has not.", { code: "invalid_scope" });
  return scopes;
};
