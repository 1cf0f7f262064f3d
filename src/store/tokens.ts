import type { Kysely, Selectable } from "kysely";
import type { Scope } from "../domain/access/scopes.js";
import type { ApiToken, TokenStore } from "../domain/tokens/model.js";
import type { HeiId } from "../kernel/ids.js";
import { refusing } from "./sql/failures.js";
import type { Tables } from "./sql/tables.js";

const toToken = (row: Selectable<Tables["api_tokens"]>): ApiToken => ({
  id: row.id, name: row.name, hash: row.hash, scopes: row.scopes as Scope[], createdAt: row.created_at,
  ...(row.hei_ids && { heiIds: row.hei_ids as HeiId[] }),
  ...(row.expires_at && { expiresAt: row.expires_at }),
  ...(row.revoked_at && { revokedAt: row.revoked_at }),
  ...(row.last_used_at && { lastUsedAt: row.last_used_at }),
});

/** Access tokens by their hash. */
export const tokenStore = (db: Kysely<Tables>): TokenStore => ({
  byHash: async (hash) => {
    const row = await db.selectFrom("api_tokens").selectAll().where("hash", "=", hash).executeTakeFirst();
    return row && toToken(row);
  },
  byId: async (id) => {
    const row = await db.selectFrom("api_tokens").selectAll().where("id", "=", id).executeTakeFirst();
    return row && toToken(row);
  },
  list: async () => (await db.selectFrom("api_tokens").selectAll().orderBy("created_at").orderBy("id").execute()).map(toToken),
  add: async (token) => {
    await refusing(() => db.insertInto("api_tokens").values({
      id: token.id, name: token.name, hash: token.hash, scopes: [...token.scopes], hei_ids: token.heiIds ? [...token.heiIds] : null,
      created_at: token.createdAt, expires_at: token.expiresAt ?? null, revoked_at: token.revokedAt ?? null, last_used_at: token.lastUsedAt ?? null,
    }).execute());
  },
  revoke: async (id, at) => {
    const result = await db.updateTable("api_tokens").set({ revoked_at: at }).where("id", "=", id).where("revoked_at", "is", null).executeTakeFirst();
    return result.numUpdatedRows === 1n;
  },
  used: async (id, at) => {
    await db.updateTable("api_tokens").set({ last_used_at: at }).where("id", "=", id).execute();
  },
});
