/** Resident memory of a node that has served its first request and then rests. */
import { setTimeout as pause } from "node:timers/promises";
import { residentMb } from "../memory.mjs";
import { answered, firstServed, startNode } from "../node-under-test.mjs";
import { table } from "../report.mjs";
import { openRegistry, writeCatalogues } from "../synthetic-registry.mjs";

const REST_S = { quick: 10, full: 60 };
/** MB allowed, by store. */
const ALLOWED = { PostgreSQL: 150, embedded: 400 };

const measure = async ({ quick, say, directory, postgres, entered, network }) => {
  const seconds = quick ? REST_S.quick : REST_S.full;
  const rows = [];
  const add = async (store, catalogue, node) => {
    await pause(seconds * 1000);
    rows.push({ store, catalogue, seconds, mb: residentMb(node.child.pid) });
    await node.stop();
    say(`memory, ${store}, ${catalogue} catalogue: ${rows.at(-1).mb.toFixed(0)} MB`);
  };
  for (const store of (await postgres()) ? ["PostgreSQL", "embedded"] : ["embedded"]) {
    const { plan, data } = await entered(store);
    const node = startNode(plan);
    await firstServed(node, data);
    await add(store, "small", node);
    await withRealSize({ directory, certificates: (await network()).certificates }, async (catalogueUrl) => {
      const grown = startNode({ ...plan, network: { ...plan.network, catalogueUrl } });
      await answered(grown, "/readyz");
      await add(store, "46 MB", grown);
    });
  }
  return rows;
};

const withRealSize = async ({ directory, certificates }, work) => {
  const [file] = await writeCatalogues(directory, 1);
  const registry = await openRegistry(certificates);
  registry.serving = { file: file.gzip, coding: "gzip" };
  await work(registry.url).finally(registry.close);
};

export const section = {
  key: "memory",
  title: "Resident memory of a node at rest, a minute after the start; with the 46 MB catalogue it has downloaded and read that meanwhile.",
  measure,
  show: (rows) => table(["store", "catalogue", "MB"], rows.map(({ store, catalogue, mb }) => [store, catalogue, mb.toFixed(0)])),
  targets: (rows) => rows.map(({ store, catalogue, mb }) => (
    { what: `${store}, ${catalogue} catalogue, at rest`, target: `< ${ALLOWED[store]} MB`, measured: `${mb.toFixed(0)} MB`, met: mb < ALLOWED[store] })),
};
