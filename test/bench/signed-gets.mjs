/** What a partner's signed questions for many documents cost, beside verifying and signing alone. */
import { askSigned, callerOf, tail } from "./ask-signed.mjs";
import { PLACES } from "./machine.mjs";
import { program } from "./messages.mjs";
import { soon } from "./node-under-test.mjs";

/**
 * The questions (`{target, ids}`) again and again, one after the other; `processor()` gives the seconds of node and database so far. Times
 * are those of all questions together, and so is the ceiling: a pair of signatures for each.
 */
export const measureGets = async ({ node, agent, processor, questions, times }) => {
  const caller = callerOf(node.network.callerKeyPem);
  const askAll = async () => {
    const answers = [];
    for (const { target } of questions) answers.push(await askSigned({ node, agent, caller, target }));
    return answers;
  };
  const first = await soon("documents are served", node, askAll);
  questions.forEach(({ target, ids }, at) => {
    const missing = ids.filter((id) => !first[at].body.includes(`>${id}<`));
    if (missing.length > 0) throw new Error(`${target.slice(0, 80)}: ${missing.length} of ${ids.length} documents are not served`);
  });
  // The first ones meet cold compilers and caches.
  for (let time = 0; time < times / 2; time++) await askAll();
  const ceiling = program("ceiling.mjs", PLACES.all.server, { cores: 1 });
  await ceiling.begun;
  const most = await ceiling.ask({ kind: "measure", seconds: 1 });
  ceiling.child.disconnect();
  const milliseconds = [];
  const cpuFrom = processor();
  for (let time = 0; time < times; time++) milliseconds.push((await askAll()).reduce((sum, answer) => sum + answer.milliseconds, 0));
  const cpuMicros = ((processor() - cpuFrom) / times) * 1e6;
  const ceilingCpuMicros = most.cpuMicros * questions.length;
  const sum = (of) => of.reduce((total, one) => total + one, 0);
  return {
    count: sum(questions.map(({ ids }) => ids.length)), gets: questions.length, times, bytes: sum(first.map(({ body }) => body.length)), cpuMicros, ceilingCpuMicros, ratio: ceilingCpuMicros / cpuMicros, ...tail(milliseconds),
  };
};
