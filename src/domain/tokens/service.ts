import { badRequest, forbidden, notFound } from "../../kernel/errors.js";
import type { HeiId } from "../../kernel/ids.js";
import type { Clock, Ids } from "../../kernel/ports.js";
import { administers, beyond, type Caller, personIn } from "../access/caller.js";
import type { Scope } from "../access/scopes.js";
import { type TokenBudgets, TokenLimits, UNLIMITED_TOKENS } from "./limits.js";
import type { AccessTokens, ApiToken, TokenStore } from "./model.js";

/** How tokens are made and hashed; provided by security/token.ts. */
export interface TokenSecrets {
  /** A fresh token, unguessable. */
  generate(): string;
  /** True when the text has the form of a token; anything else need not be looked up. */
  isToken(text: string): boolean;
  /** SHA-256 hex: what is stored. */
  hash(token: string): string;
}

/** What a new token is to be. `heiIds` absent = all institutions of this node. */
export interface NewToken {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly heiIds?: readonly HeiId[];
  readonly expiresAt?: Date;
}

export interface TokenService {
  /**
   * The token behind a bearer secret, unless it is unknown, revoked or expired: asked anew each time, so that a revoked one ends in all
   * processes at once. Throws `EwpError` 429 beyond the budget of the token, or of wrong ones from `address`.
   */
  authenticate(secret: string, address: string): Promise<ApiToken | undefined>;
  /**
   * Makes a token and tells its secret, once. `by` = who asks, absent for the operator at the command line. Throws `EwpError`
   * 403 `more-than-own` when the token would exceed `by`, 400 when it would be expired already.
   */
  create(wanted: NewToken, by?: Caller): Promise<{ readonly secret: string; readonly token: ApiToken }>;
  /** Tokens that reach no further than `by`, revoked ones included. */
  list(by?: Caller): Promise<readonly ApiToken[]>;
  /** Ends a token. Throws `EwpError` 404 when `by` sees no such token that still works. */
  revoke(id: string, by?: Caller): Promise<void>;
}

/** Tokens of the institution's systems: 256 random bits each, of which only the hash is kept. */
export const tokenService = (parts: { readonly store: TokenStore; readonly secrets: TokenSecrets; readonly clock: Clock; readonly ids: Ids; readonly budgets?: TokenBudgets; readonly access?: AccessTokens }): TokenService => {
  const { store, secrets, clock, ids } = parts;
  const limits = new TokenLimits(parts.budgets ?? UNLIMITED_TOKENS);
  const visibleTo = async (by?: Caller) => (await store.list()).filter((token) => !by || administers(by, [token]));
  /** By its secret, or by an access token, which may give less. */
  const found = async (secret: string, now: Date): Promise<ApiToken | undefined> => {
    if (secrets.isToken(secret)) return store.byHash(secrets.hash(secret));
    const grant = await parts.access?.read(secret, now);
    const token = grant && (await store.byId(grant.tokenId));
    return token && { ...token, ...(grant.scopes && { scopes: token.scopes.filter((scope) => grant.scopes?.includes(scope)) }), hash: secrets.hash(secret) };
  };
  return {
    authenticate: async (secret, address) => {
      if (!secrets.isToken(secret) && parts.access?.isAccessToken(secret) !== true) return undefined;
      const [hash, now] = [secrets.hash(secret), clock.now()];
      limits.beforeLookUp(hash, address, now);
      const token = await found(secret, now);
      if (!token || !works(token, now)) {
        limits.wrong(hash, address, now);
        return undefined;
      }
      limits.right(token, now);
      if (isNews(token, now)) await store.used(token.id, now);
      return token;
    },
    create: async (wanted, by) => {
      const createdAt = clock.now();
      if (wanted.expiresAt && wanted.expiresAt <= createdAt) throw badRequest("expiresAt is in the past.", { details: [{ field: "expiresAt", problem: "is in the past" }] });
      refuseMisleading(wanted);
      if (by) refuseMoreThanOwn(wanted, by);
      const secret = secrets.generate();
      const token: ApiToken = { ...wanted, id: ids.uuid(), hash: secrets.hash(secret), createdAt };
      await store.add(token);
      return { secret, token };
    },
    list: visibleTo,
    revoke: async (id, by) => {
      const known = (await visibleTo(by)).some((token) => token.id === id);
      if (!known || !(await store.revoke(id, clock.now()))) throw notFound("There is no working token with this id.");
    },
  };
};

const MINUTE_MS = 60_000;

/** A write per request would cost too much; to the minute is enough to find a token that nobody uses any more. */
const isNews = ({ lastUsedAt }: ApiToken, now: Date): boolean => lastUsedAt === undefined || now.getTime() - lastUsedAt.getTime() >= MINUTE_MS;

const works = ({ revokedAt, expiresAt }: ApiToken, now: Date): boolean => revokedAt === undefined && (expiresAt === undefined || expiresAt > now);

/** Timelines would take it for a person. */
const refuseMisleading = ({ name }: NewToken): void => {
  if (personIn(name) !== undefined) throw badRequest("A token's name cannot begin with person:.", { details: [{ field: "name", problem: "begins with person:" }] });
};

const refuseMoreThanOwn = (wanted: NewToken, by: Caller): void => {
  const scopes = beyond(by, [wanted]);
  if (scopes.length > 0) throw forbidden(`Nobody can give a token what they have not there themselves: ${scopes.join(", ")}.`, { code: "more-than-own" });
};
