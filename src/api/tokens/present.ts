import type { ApiToken } from "../../domain/tokens/model.js";
import { given } from "../../kernel/given.js";
import type { Schema } from "../operation.js";

/** A token as it is shown: never its hash. */
export const presentToken = ({ id, name, scopes, heiIds, createdAt, expiresAt, revokedAt, lastUsedAt }: ApiToken): Schema<"Token"> => ({
  id, name, scopes, createdAt: createdAt.toISOString(),
  ...given({ heiIds, expiresAt: expiresAt?.toISOString(), revokedAt: revokedAt?.toISOString(), lastUsedAt: lastUsedAt?.toISOString() }),
});
