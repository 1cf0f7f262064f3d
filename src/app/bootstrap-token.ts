import { SCOPES } from "../domain/access/scopes.js";
import { hashToken } from "../security/token.js";
import type { Core } from "./core.js";

/** Without it nobody could make the first token of a new node. Several processes may start at once: the first one enters it. */
export const enterBootstrapToken = async ({ config, system, store }: Pick<Core, "config" | "system" | "store">): Promise<void> => {
  const secret = config.office.bootstrapToken;
  if (secret === undefined) return;
  const hash = hashToken(secret);
  const isKnown = async (): Promise<boolean> => (await store.tokens.byHash(hash)) !== undefined;
  if (await isKnown()) return;
  try {
    await store.tokens.add({ id: system.ids.uuid(), name: "bootstrap", hash, scopes: SCOPES, createdAt: system.clock.now() });
  } catch (error) {
    if (await isKnown()) return;
    throw error;
  }
  system.logger.info("the bootstrap token was entered as an administrator");
};
