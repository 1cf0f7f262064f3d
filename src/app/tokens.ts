import { exchangeWith } from "../domain/tokens/exchange.js";
import type { AccessGrant, AccessTokens } from "../domain/tokens/model.js";
import type { TokenBudgets } from "../domain/tokens/limits.js";
import { tokenService } from "../domain/tokens/service.js";
import { isAccessToken, issueAccessToken, readAccessToken } from "../security/access-token.js";
import { generateToken, hashToken, isToken } from "../security/token.js";
import type { Store } from "../store/open.js";
import type { DataKeys } from "./keys/data-keys.js";
import type { System } from "./system.js";

interface Parts {
  readonly store: Pick<Store, "tokens">;
  readonly system: Pick<System, "clock" | "ids">;
  readonly dataKeys: DataKeys;
  readonly budgets?: TokenBudgets;
}

const KEY = "access tokens";

/** Tokens of systems, and what they are exchanged for. */
export const composeTokens = ({ store, system: { clock, ids }, dataKeys, budgets }: Parts) => {
  const access: AccessTokens = {
    isAccessToken,
    issue: async (grant) => issueAccessToken(await dataKeys(KEY), grant),
    // Scopes that this node signed are its own.
    read: async (text, now) => readAccessToken(await dataKeys(KEY), text, now) as AccessGrant | undefined,
  };
  const tokens = tokenService({ store: store.tokens, secrets: { generate: generateToken, isToken, hash: hashToken }, access, clock, ids, ...(budgets && { budgets }) });
  return { tokens, exchangeCredentials: exchangeWith({ tokens, access, clock }) };
};
