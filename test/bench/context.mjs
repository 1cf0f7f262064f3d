/** What sections measure with: made when it is first asked for, shared by all, taken down at the end. */
import { createHash, createPrivateKey, createPublicKey } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openNetwork } from "./network.mjs";
import { enterAgreements, planNode, startNode } from "./node-under-test.mjs";
import { openPostgres } from "./postgres.mjs";

const once = (make) => {
  let made;
  return () => (made ??= make());
};

/**
 * `quick`: smaller, for looking. `minutes`: how long a long section lasts. `args`: of node, for every node under test.
 * Gives those and `directory`, `say(line)`, `network()`, `postgres()` (undefined without a server, said once), `entered(store)`.
 */
export const openContext = ({ quick, minutes, args }) => {
  const directory = mkdtempSync(join(tmpdir(), "passerelle-bench-"));
  process.once("SIGINT", () => process.exit(130)).once("SIGTERM", () => process.exit(143));
  process.once("exit", () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));
  const open = [];
  const opened = (one) => {
    if (one) open.push(one);
    return one;
  };
  const say = (line) => process.stderr.write(`${line}\n`);
  const network = once(async () => opened(await openNetwork(directory)));
  const postgres = once(async () => {
    const server = opened(await openPostgres());
    if (!server) say("SKIPPED on PostgreSQL: install it (apt-get install postgresql) or set PASSERELLE_TEST_DATABASE_URL=postgres://user:password@host/database.");
    return server;
  });
  const nodes = new Map();
  /** A node of that store (`PostgreSQL`, `embedded`) that has its agreements, stopped: `{plan, data}`. */
  const entered = async (store) => {
    if (!nodes.has(store)) {
      say(`entering agreements (${store})`);
      const databaseUrl = store === "PostgreSQL" ? (await postgres()).url : undefined;
      nodes.set(store, await enter(await planNode(store.toLowerCase(), { directory, network: await network(), databaseUrl })));
    }
    return nodes.get(store);
  };
  const close = async () => {
    for (const one of open.reverse()) await one.stop();
  };
  return { quick, minutes, args, directory, say, network, postgres, entered, close };
};

const enter = async (plan) => {
  const node = startNode(plan);
  const data = await enterAgreements(node);
  await node.stop();
  const privateKey = createPrivateKey(plan.network.callerKeyPem);
  const der = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  return { plan, data: { ...data, caller: { keyId: createHash("sha256").update(der).digest("hex"), privateKey } } };
};
