/** From spawning the process to the first request served: a signed one on data that is there, one of the office for a new node. */
import { cpuSeconds } from "../machine.mjs";
import { answered, firstServed, planNode, startNode } from "../node-under-test.mjs";
import { shown, spread, table } from "../report.mjs";

const STARTS = { quick: 2, full: 5 };
/** Seconds allowed. */
const ALLOWED = { "PostgreSQL, reopened": 0.8, "embedded, reopened": 1.5, "embedded, for the first time ever": 2.5 };

const measure = async ({ quick, say, directory, network, postgres, entered }) => {
  const rows = [];
  const add = async (what, begin, served) => {
    const seconds = [];
    const cpu = [];
    while (seconds.length < (quick ? STARTS.quick : STARTS.full)) {
      const from = performance.now();
      const node = await begin(seconds.length);
      await served(node);
      seconds.push((performance.now() - from) / 1000);
      cpu.push(cpuSeconds(node.child.pid));
      await node.stop();
    }
    say(`start, ${what}: ${seconds.map((value) => value.toFixed(2)).join(", ")} s`);
    rows.push({ what, seconds: spread(seconds), cpu: spread(cpu), rounds: seconds });
  };
  for (const store of (await postgres()) ? ["PostgreSQL", "embedded"] : ["embedded"]) {
    const { plan, data } = await entered(store);
    await add(`${store}, reopened`, () => startNode(plan), (node) => firstServed(node, data));
  }
  // A new node has no institution yet, so nobody can send it anything signed: its first request is one of its operator.
  await add("embedded, for the first time ever",
    async (number) => startNode(await planNode(`new-${number}`, { directory, network: await network() })),
    (node) => answered(node, "/api/v1/me", { authorization: `Bearer ${node.token}` }));
  return rows;
};

export const section = {
  key: "start",
  title: "From the start of the process to the first request served: a signed one; of a new node, one with its first token.",
  measure,
  show: (rows) => table(["store", "seconds", "CPU seconds until then"], rows.map(({ what, seconds, cpu }) => [what, shown(seconds, 2), shown(cpu, 2)])),
  targets: (rows) => rows.map(({ what, seconds: { median } }) => (
    { what, target: `< ${ALLOWED[what]} s`, measured: `${median.toFixed(2)} s`, met: median < ALLOWED[what] })),
};
