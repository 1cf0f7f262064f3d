/** Learning agreements of as many students, signed by them and by us, and a partner that fetches all of them at once. */
import { laDetailsOf, sampleStudent, SendingCoordinator } from "./dist.mjs";
import { askSigned, callerOf, tail } from "./ask-signed.mjs";
import { PLACES } from "./machine.mjs";
import { program } from "./messages.mjs";
import { officerOf, soon } from "./node-under-test.mjs";

const YEAR = 2030;
const CREDITS = [{ scheme: "ects", value: "6" }];
/** Five courses there, five here: a usual semester. */
const courses = (kind) => Array.from({ length: 5 }, (_, number) => ({ title: `${kind} ${number + 1}`, losCode: `${kind.slice(0, 3).toUpperCase()}${number + 101}`, term: { number: 1, total: 2 }, credits: CREDITS }));
const COMPONENTS = { studied: courses("Advanced topics"), recognized: courses("Free electives") };

const enter = async (node, count) => {
  const { network: { ours, partner } } = node;
  const sending = new SendingCoordinator(ours, (await officerOf(node)).office);
  const ids = Array.from({ length: count }, (_, number) => `bench-la-${number}`);
  for (const [number, id] of ids.entries()) {
    const details = laDetailsOf({ from: ours, to: partner, year: YEAR, student: sampleStudent(ours, number, "bench") });
    await sending.draftLa(id, { partnerHeiId: partner.heiId, details, components: COMPONENTS }, id);
    await sending.signLa(id);
  }
  return ids;
};

/** One signed `get` of all, again and again, one after the other; and what verifying and signing alone would cost. `processor()` gives the seconds of node and database so far. */
export const measureLas = async ({ node, agent, processor, count, questions }) => {
  const ids = await enter(node, count);
  const { heiId } = node.network.ours;
  const asked = { node, agent, caller: callerOf(node.network.callerKeyPem), target: `/ewp/${heiId}/omobility-las/v1/get?sending_hei_id=${heiId}${ids.map((id) => `&omobility_id=${id}`).join("")}` };
  const first = await soon("learning agreements are served", node, () => askSigned(asked));
  const served = ids.filter((id) => first.body.includes(`>${id}<`)).length;
  if (served !== count) throw new Error(`of ${count} learning agreements ${served} are served`);
  // The first ones meet cold compilers and caches.
  for (let question = 0; question < questions / 2; question++) await askSigned(asked);
  const ceiling = program("ceiling.mjs", PLACES.all.server, { cores: 1 });
  await ceiling.begun;
  const most = await ceiling.ask({ kind: "measure", seconds: 1 });
  ceiling.child.disconnect();
  const milliseconds = [];
  const cpuFrom = processor();
  for (let question = 0; question < questions; question++) milliseconds.push((await askSigned(asked)).milliseconds);
  const cpuMicros = ((processor() - cpuFrom) / questions) * 1e6;
  return { count, questions, bytes: first.body.length, cpuMicros, ceilingCpuMicros: most.cpuMicros, ratio: most.cpuMicros / cpuMicros, ...tail(milliseconds) };
};
