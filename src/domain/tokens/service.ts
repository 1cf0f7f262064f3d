import { badRequest, forbidden, notFound } from "../../kernel/errors.js";
import type { HeiId } from "../../kernel/ids.js";
import type { Clock, Ids } from "../../kernel/ports.js";
import { type TokenBudgets, TokenLimits, UNLIMITED_TOKENS } from "./limits.js";
import type { ApiToken, Scope, TokenStore } from "./model.js";

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
  create(wanted: NewToken, by?: ApiToken): Promise<{ readonly secret: string; readonly token: ApiToken }>;
  /** Tokens that reach no further than `by`, revoked ones included. */
  list(by?: ApiToken): Promise<readonly ApiToken[]>;
  /** Ends a token. Throws `EwpError` 404 when `by` sees no such token that still works. */
  revoke(id: string, by?: ApiToken): Promise<void>;
}

/** True when the token may act for this institution. */
export const mayActFor = ({ heiIds }: Pick<ApiToken, "heiIds">, heiId: HeiId): boolean => heiIds === undefined || heiIds.includes(heiId);

/** Tokens of the institution's systems: 256 random bits each, of which only the hash is kept. */
export const tokenService = (parts: { readonly store: TokenStore; readonly secrets: TokenSecrets; readonly clock: Clock; readonly ids: Ids; readonly budgets?: TokenBudgets }): TokenService => {
  const { store, secrets, clock, ids } = parts;
  const limits = new TokenLimits(parts.budgets ?? UNLIMITED_TOKENS);
  const visibleTo = async (by?: ApiToken) => (await store.list()).filter((token) => !by || reachesNoFurther(token, by));
  return {
    authenticate: async (secret, address) => {
      if (!secrets.isToken(secret)) return undefined;
      const [hash, now] = [secrets.hash(secret), clock.now()];
      limits.beforeLookUp(hash, address, now);
      const token = await store.byHash(hash);
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

const reachesNoFurther = ({ heiIds }: Pick<ApiToken, "heiIds">, by: ApiToken): boolean =>
  by.heiIds === undefined || (heiIds !== undefined && heiIds.every((id) => mayActFor(by, id)));

const refuseMoreThanOwn = (wanted: NewToken, by: ApiToken): void => {
  const scopes = wanted.scopes.filter((scope) => !by.scopes.includes(scope));
  if (scopes.length > 0) throw forbidden(`A token cannot give scopes that it has not: ${scopes.join(", ")}.`, { code: "more-than-own" });
  if (!reachesNoFurther(wanted, by)) throw forbidden("A token for some institutions cannot make one for others; name heiIds among its own.", { code: "more-than-own" });
};
