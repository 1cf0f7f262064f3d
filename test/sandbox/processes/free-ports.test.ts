import { createServer } from "node:net";
import { expect, test } from "@jest/globals";
import { findFreeBase, takenOf } from "../../../src/sandbox/processes/free-ports.js";
import { freePort } from "../../support/servers/server-process.js";

test("tells which ports are taken, and finds a base whose ports are all free", async () => {
  const [taken, free] = [await freePort(), await freePort()];
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(taken, "127.0.0.1", resolve));
  try {
    expect(await takenOf([taken, free])).toEqual([taken]);
    expect(await findFreeBase(20_000, (base) => (base < 20_500 ? [taken] : [free]))).toBe(20_500);
    expect(await findFreeBase(20_000, () => [taken])).toBeUndefined();
  } finally {
    server.close();
  }
});
