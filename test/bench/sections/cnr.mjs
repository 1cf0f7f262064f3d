/** A partner notifies us, and its own server does not answer when we look: its further notifications must not wait for that. */
import { Agent } from "node:http";
import { notify } from "../notify.mjs";
import { soon, startNode } from "../node-under-test.mjs";
import { median } from "../report.mjs";

const COUNT = { quick: 50, full: 400 };
const ALLOWED_MS = 20;

const measure = async ({ quick, say, postgres, entered, network }) => {
  const { silent } = await network();
  const { plan, data } = await entered((await postgres()) ? "PostgreSQL" : "embedded");
  const node = startNode(plan, { more: { DELIVERY_INLINE: "true" } });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const before = silent.asked();
    await soon("a notification is taken", node, () => notify(node, data.caller, agent));
    await soon("the node looks at the partner", node, () => {
      if (silent.asked() === before) throw new Error("it does not");
    });
    const milliseconds = [];
    let fewestWaiting = Infinity;
    for (let number = 0; number < (quick ? COUNT.quick : COUNT.full); number++) {
      milliseconds.push(await notify(node, data.caller, agent));
      fewestWaiting = Math.min(fewestWaiting, silent.waiting());
    }
    milliseconds.sort((a, b) => a - b);
    say(`cnr: ${milliseconds.length} notifications, ${silent.asked() - before} requests that the partner left unanswered, at least ${fewestWaiting} at any moment`);
    return { notifications: milliseconds.length, medianMs: median(milliseconds), p99Ms: milliseconds[Math.floor(milliseconds.length * 0.99)], unanswered: silent.asked() - before, fewestWaiting };
  } finally {
    agent.destroy();
    await node.stop();
  }
};

export const section = {
  key: "cnr",
  title: "Notifications of a partner (signed POST iia-cnr) while our own look at that partner is left unanswered by its server.",
  measure,
  show: ({ notifications, medianMs, p99Ms, unanswered, fewestWaiting }) =>
    `${notifications} notifications, one after the other: median ${medianMs.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms; ${unanswered} looks unanswered, never fewer than ${fewestWaiting} waiting.`,
  targets: ({ medianMs, fewestWaiting }) => [
    { what: "median until a notification is answered", target: `< ${ALLOWED_MS} ms`, measured: `${medianMs.toFixed(1)} ms`, met: medianMs < ALLOWED_MS },
    { what: "looks that hang meanwhile", target: ">= 1", measured: `${fewestWaiting}`, met: fewestWaiting >= 1 },
  ],
};
