import { describe, expect, test } from "@jest/globals";
import { randomUUID } from "node:crypto";
import { type TokenBudgets } from "../../../src/domain/tokens/limits.js";
import { tokenService } from "../../../src/domain/tokens/service.js";
import { createBudgets, UNLIMITED } from "../../../src/kernel/budgets.js";
import { generateToken, hashToken, isToken } from "../../../src/security/token.js";
import { refusal } from "../../support/refusal.js";
import { onEveryDatabase } from "../../support/servers/stores.js";

const perMinute = (count: number) => createBudgets({ perMinute: count, capacity: 100 });
const NONE: TokenBudgets = { tokens: UNLIMITED, wrongTokens: UNLIMITED };

onEveryDatabase((subject) => {
  /** The service as a process has it. */
  const service = (which: "store" | "other" = "store", budgets = NONE) => {
    let look = 0;
    const { clock, [which]: { tokens } } = subject();
    const store = { ...tokens, byHash: (hash: string) => (look++, tokens.byHash(hash)) };
    return { ...tokenService({ store, secrets: { generate: generateToken, isToken, hash: hashToken }, clock, ids: { uuid: () => randomUUID() }, budgets }), looks: () => look };
  };
  const made = async () => service().create({ name: "campus system", scopes: ["network:read"] });

  describe("tokens", () => {
    test("a revoked one ends in all processes at once, also where it was used a moment ago", async () => {
      const [here, there] = [service("store"), service("other")];
      const { secret, token } = await made();
      expect((await there.authenticate(secret, "10.0.0.1"))?.id).toBe(token.id);
      await here.revoke(token.id);
      expect(await there.authenticate(secret, "10.0.0.1")).toBeUndefined();
    });

    test("the last use is kept, to the minute", async () => {
      const tokens = service();
      const { secret, token } = await made();
      const lastUse = async () => (await tokens.list()).find(({ id }) => id === token.id)?.lastUsedAt;
      expect(await lastUse()).toBeUndefined();
      await tokens.authenticate(secret, "10.0.0.1");
      const first = subject().clock.now();
      subject().clock.advance(59_000);
      await tokens.authenticate(secret, "10.0.0.1");
      expect(await lastUse()).toEqual(first);
      subject().clock.advance(1_000);
      await tokens.authenticate(secret, "10.0.0.1");
      expect(await lastUse()).toEqual(subject().clock.now());
    });

    test("one that is used too often waits, and no other with it", async () => {
      const tokens = service("store", { tokens: perMinute(2), wrongTokens: UNLIMITED });
      const [eager, quiet] = [await made(), await made()];
      for (let at = 0; at < 2; at++) await tokens.authenticate(eager.secret, "10.0.0.1");
      expect(await refusal(tokens.authenticate(eager.secret, "10.0.0.1"))).toMatchObject({
        status: 429, code: "too-many-requests", message: 'The token "campus system" sends more requests than this node takes from one system; expected a pause of 30 s.',
      });
      expect((await tokens.authenticate(quiet.secret, "10.0.0.1"))?.id).toBe(quiet.token.id);
      subject().clock.advance(30_000);
      expect((await tokens.authenticate(eager.secret, "10.0.0.1"))?.id).toBe(eager.token.id);
    });

    test("a flood of wrong ones from an address keeps out neither those that were right before nor other addresses, and is not looked up", async () => {
      const tokens = service("store", { tokens: UNLIMITED, wrongTokens: perMinute(2) });
      const [known, unused] = [await made(), await made()];
      await tokens.authenticate(known.secret, "10.0.0.1");
      for (let at = 0; at < 3; at++) expect(await tokens.authenticate(generateToken(), "10.0.0.1")).toBeUndefined();
      const before = tokens.looks();
      expect(await refusal(tokens.authenticate(generateToken(), "10.0.0.1"))).toMatchObject({
        status: 429, message: "Too many wrong tokens came from your address; expected a pause of 30 s.",
      });
      expect(tokens.looks()).toBe(before);
      expect((await tokens.authenticate(known.secret, "10.0.0.1"))?.id).toBe(known.token.id);
      expect((await tokens.authenticate(unused.secret, "10.0.0.2"))?.id).toBe(unused.token.id);
      subject().clock.advance(30_000);
      expect(await tokens.authenticate(generateToken(), "10.0.0.1")).toBeUndefined();
    });
  });
});
