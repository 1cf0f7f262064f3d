import { describe, expect, test } from "@jest/globals";
import { enterBootstrapToken } from "../../src/app/bootstrap-token.js";
import type { Core } from "../../src/app/core.js";
import { generateToken } from "../../src/security/token.js";
import { realIds } from "../support/ewp/ewp-node.js";
import { onEveryDatabase } from "../support/servers/stores.js";

describe("the bootstrap token", () => {
  onEveryDatabase((subject) => {
    test("is entered once, by whichever of the processes that start at the same time comes first", async () => {
      const { store, other, clock, log } = subject();
      const bootstrapToken = generateToken();
      const processOn = (its: typeof store) => ({ config: { office: { bootstrapToken } }, system: { clock, ids: realIds, logger: log }, store: its }) as unknown as Core;
      await Promise.all(Array.from({ length: 8 }, (_, at) => enterBootstrapToken(processOn(at % 2 === 0 ? store : other))));
      expect((await store.tokens.list()).filter(({ name }) => name === "bootstrap")).toHaveLength(1);
      expect(log.lines.filter(({ message }) => message === "the bootstrap token was entered as an administrator")).toHaveLength(1);
    });
  });
});
