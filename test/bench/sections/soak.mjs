/** Hours of ordinary work in one: gets at half of what one core could sign, notifications and edits, and what memory does meanwhile. */
import { Agent } from "node:http";
import { canPin, move, PLACES } from "../machine.mjs";
import { residentMb } from "../memory.mjs";
import { program } from "../messages.mjs";
import { complaintsOf, firstServed, loadOn, logLength, officerOf, sampleTerms, startNode } from "../node-under-test.mjs";
import { notify } from "../notify.mjs";
import { median } from "../report.mjs";

const SAMPLE_MS = 5_000;
const CHUNK_SECONDS = 10;
const NOTIFY_MS = 2_000;
const EDIT_MS = 10_000;
/** Sixths of the time: the first warms up (the replay guard alone fills for ten minutes), the second is compared with the last. */
const PARTS = 6;
const GROWTH = 0.05;

const measure = async ({ minutes, say, postgres, entered, args }) => {
  const server = await postgres();
  const { plan, data } = await entered(server ? "PostgreSQL" : "embedded");
  const place = canPin ? PLACES.one : { cores: 1 };
  if (server?.pid !== undefined && canPin) move(server.pid, place.others);
  const node = startNode(plan, { place: place.server, args, more: { DELIVERY_INLINE: "true" } });
  await firstServed(node, data);
  const side = await officerOf(node);
  const perSecond = await halfTheCeiling(place);
  const logFrom = logLength(node);
  const load = program("load.mjs", place.others, loadOn(node, data));
  const until = performance.now() + minutes * 60_000;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const edited = await sharedAgreement(side, node);
  let edits = 0;
  const memory = [];
  const trickles = [
    every(SAMPLE_MS, until, async () => void memory.push(residentMb(node.child.pid))),
    every(NOTIFY_MS, until, () => notify(node, data.caller, agent)),
    every(EDIT_MS, until, () => side.edit(edited, sampleTerms(node, "SOAK", 1 + (edits++ % 9)))),
  ];
  try {
    await load.begun;
    const chunks = await gets(load, { perSecond, until, say, memory });
    await Promise.all(trickles);
    return { minutes, asked: perSecond, perSecond: median(chunks.map((chunk) => chunk.perSecond)), p50: median(chunks.map(({ p50 }) => p50)), p99: median(chunks.map(({ p99 }) => p99)), edits, memory, ...growthOf(memory), complaints: await complaintsOf(node, logFrom) };
  } finally {
    agent.destroy();
    await load.ask({ kind: "end" }).catch(() => undefined);
    load.child.disconnect();
    await node.stop();
  }
};

const halfTheCeiling = async ({ cores, server }) => {
  const ceiling = program("ceiling.mjs", server, { cores });
  await ceiling.begun;
  const { perSecond } = await ceiling.ask({ kind: "measure", seconds: 2 });
  ceiling.child.disconnect();
  return Math.floor(perSecond / 2);
};

/** An agreement that is not among those that are asked for: those keep the version that their answers are checked against. */
const sharedAgreement = async (side, node) => {
  const id = await side.create(node.network.partner.heiId, sampleTerms(node, "SOAK", 1), "bench soak");
  await side.send(id);
  return id;
};

const every = async (milliseconds, until, act) => {
  while (performance.now() < until) {
    await act();
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
  }
};

const gets = async (load, { perSecond, until, say, memory }) => {
  const chunks = [];
  while (performance.now() < until) {
    chunks.push(await load.ask({ kind: "pace", seconds: Math.min(CHUNK_SECONDS, Math.max(1, (until - performance.now()) / 1000)), perSecond }));
    if (chunks.length % 6 === 1) say(`soak: ${chunks.at(-1).perSecond.toFixed(0)} of ${perSecond} gets/s, ${memory.at(-1)?.toFixed(0)} MB, ${((until - performance.now()) / 60_000).toFixed(1)} minutes left`);
  }
  return chunks;
};

const growthOf = (memory) => {
  const part = (number) => median(memory.slice(Math.floor((memory.length * number) / PARTS), Math.floor((memory.length * (number + 1)) / PARTS)));
  const [early, late] = [part(1), part(PARTS - 1)];
  return { earlyMb: early, lateMb: late, growth: late / early - 1 };
};

export const section = {
  key: "soak",
  long: true,
  title: "Signed gets at half of the ceiling of one core, a notification every two seconds (its sender never answers), an edit by REST every ten.\n" +
    "Growth: median resident memory of the last sixth of the time against the second sixth; the first warms up.",
  measure,
  show: ({ minutes, asked, perSecond, p50, p99, edits, earlyMb, lateMb, growth, complaints }) =>
    `${minutes} minutes, ${perSecond.toFixed(0)} of ${asked} gets/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${edits} edits; ${earlyMb.toFixed(0)} MB, then ${lateMb.toFixed(0)} MB (${(growth * 100).toFixed(1)} %). ` +
    `Warnings: ${Object.entries(complaints).map(([message, count]) => `${count} × ${message}`).join(", ") || "none"}.`,
  targets: ({ minutes, growth, perSecond, asked }) => [
    { what: `growth of memory in ${minutes} minutes`, target: `< ${GROWTH * 100} %`, measured: `${(growth * 100).toFixed(1)} %`, met: growth < GROWTH },
    { what: "rate kept", target: `>= ${Math.floor(asked * 0.95)}/s`, measured: `${perSecond.toFixed(0)}/s`, met: perSecond >= asked * 0.95 },
  ],
};
