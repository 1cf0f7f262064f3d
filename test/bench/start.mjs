/** Rows "start": from spawning the process to the first signed request served, on data that is there. */
import { firstServed, startNode } from "./node-under-test.mjs";
import { shown, spread } from "./report.mjs";

export const measureStarts = async ({ size, until, say }, nodes) => {
  const rows = [];
  for (const [store, { plan, data }] of nodes) {
    const seconds = [];
    while (seconds.length < size.starts && (seconds.length < 2 || performance.now() < until)) {
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

export const START_HEAD = ["store", "seconds"];
export const startRow = ({ store, seconds }) => [`${store}, reopened`, shown(seconds, 2)];
