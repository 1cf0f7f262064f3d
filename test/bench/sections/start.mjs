/** From spawning the process to the first signed request served, on data that is there. */
import { firstServed, startNode } from "../node-under-test.mjs";
import { shown, spread, table } from "../report.mjs";

const STARTS = { quick: 2, full: 5 };
/** Seconds allowed, by store. */
const ALLOWED = { PostgreSQL: 0.8, embedded: 1.5 };

const measure = async ({ quick, say, postgres, entered }) => {
  const rows = [];
  for (const store of (await postgres()) ? ["PostgreSQL", "embedded"] : ["embedded"]) {
    const { plan, data } = await entered(store);
    const seconds = [];
    while (seconds.length < (quick ? STARTS.quick : STARTS.full)) {
      const from = performance.now();
      const node = startNode(plan);
      await firstServed(node, data);
      seconds.push((performance.now() - from) / 1000);
      await node.stop();
    }
    say(`start, ${store}: ${seconds.map((value) => value.toFixed(2)).join(", ")} s`);
    rows.push({ store, seconds: spread(seconds), rounds: seconds });
  }
  return rows;
};

export const section = {
  key: "start",
  title: "From the start of the process to the first signed request served.",
  measure,
  show: (rows) => table(["store", "seconds"], rows.map(({ store, seconds }) => [`${store}, reopened`, shown(seconds, 2)])),
  targets: (rows) => rows.map(({ store, seconds: { median } }) => (
    { what: `${store}, reopened`, target: `< ${ALLOWED[store]} s`, measured: `${median.toFixed(2)} s`, met: median < ALLOWED[store] })),
};
