import { given } from "../../kernel/given.js";
import type { Operation } from "../operation.js";

export const getMe: Operation<"getMe"> = async ({ caller: { id, name, scopes, heiIds, expiresAt } }) =>
  ({ status: 200, body: { tokenId: id, name, scopes, ...given({ heiIds, expiresAt: expiresAt?.toISOString() }) } });
