/** A faculty's nominations from one file, and statistics over many times as many, on PostgreSQL. */
import { Agent, request } from "node:http";
import pg from "pg";
import { setTimeout } from "node:timers/promises";
import { askSigned, callerOf, tail } from "../ask-signed.mjs";
import { createDatabase, dropDatabase } from "../dist.mjs";
import { measureLas } from "../learning-agreements.mjs";
import { measureTors } from "../transcripts.mjs";
import { cpuSeconds, familyCpuSeconds } from "../machine.mjs";
import { enterInstitution, planNode, soon, startNode } from "../node-under-test.mjs";

const IMPORT = { rows: 10_000, partners: 50, allowedSeconds: 20 };
const GETS = { count: 50, times: 200, ratio: 0.7 };
const STATISTICS = { mobilities: 100_000, years: 8, questions: 200, allowedMs: 50 };
const QUICK_PART = 0.1;

const measure = async ({ quick, directory, say, network, postgres, args }) => {
  const server = await postgres();
  if (!server) return undefined;
  const known = await network();
  const name = `passerelle_bench_mobilities_${process.pid}`;
  const databaseUrl = await createDatabase(server.url, name);
  const node = startNode(await planNode("mobilities", { directory, network: known, databaseUrl }), { args });
  const [agent, database] = [new Agent({ keepAlive: true, maxSockets: 1 }), new pg.Client({ connectionString: databaseUrl })];
  try {
    await database.connect();
    await enterInstitution(node);
    const processor = clockOf(node, server);
    const imported = await importFile(node, processor, Math.ceil(IMPORT.rows * (quick ? QUICK_PART : 1)));
    say(`mobilities: ${imported.rows} nominations imported in ${imported.seconds.toFixed(1)} s`);
    const gets = { node, agent, processor, count: GETS.count, times: Math.ceil(GETS.times * (quick ? QUICK_PART : 1)) };
    const [las, tors] = [await measureLas(gets), await measureTors(gets)];
    for (const [what, one] of [["learning agreements", las], ["transcripts", tors]])
      say(`mobilities: ${one.count} ${what}, ${one.bytes} bytes, in ${one.p50.toFixed(1)} ms; ${one.cpuMicros.toFixed(0)} µs, signatures alone ${one.ceilingCpuMicros.toFixed(0)} µs`);
    const statistics = await askStatistics({ node, agent, database, processor, questions: Math.ceil(STATISTICS.questions * (quick ? QUICK_PART : 1)) });
    say(`mobilities: statistics p50 ${statistics.p50.toFixed(1)} ms, p99 ${statistics.p99.toFixed(1)} ms`);
    return { imported, las, tors, statistics };
  } finally {
    agent.destroy();
    await node.stop();
    await database.end();
    await dropDatabase(server.url, name);
  }
};

/** Processor time of node and database together so far; the node's alone where the server runs elsewhere. */
const clockOf = (node, { pid }) => () => cpuSeconds(node.child.pid) + (pid === undefined ? 0 : familyCpuSeconds(pid));

const HEAD = "partner_hei_id,given_names,family_name,global_id,birth_date,nationality,gender,email,receiving_academic_year,activity,agreement_isced_f_code,eqf_level,nominee_isced_f_code";
const lineOf = (number) => `partner-${number % IMPORT.partners}.example,Ana,Bench,urn:schac:personalUniqueCode:int:esi:bench.example:${number},2004-05-31,ES,2,s${number}@bench.example,2030/2031,long-term,0314,6,0314`;

/** Between two looks at how far the import is. */
const FOLLOW_MS = 200;

/** The whole file in one call; it is looked at and stored while we follow it. */
const importFile = async (node, processor, rows) => {
  const file = [HEAD, ...Array.from({ length: rows }, (_, number) => lineOf(number))].join("\n");
  const [from, cpuFrom] = [performance.now(), processor()];
  const ordered = await ask(node, "POST", `/api/v1/institutions/${node.network.ours.heiId}/nomination-imports?confirm=true`, file);
  const told = new Set();
  let progress = ordered;
  while (!["done", "cancelled", "failed"].includes(progress.state)) {
    await setTimeout(FOLLOW_MS);
    progress = await ask(node, "GET", `/api/v1/institutions/${node.network.ours.heiId}/nomination-imports/${ordered.id}`);
    told.add(`${progress.state} ${progress.looked} ${progress.stored}`);
  }
  const seconds = (performance.now() - from) / 1000;
  if (progress.report?.created !== rows) throw new Error(`of ${rows} nominations ${progress.stored} were made: ${JSON.stringify(progress.failure ?? progress.report?.wrong.slice(0, 3))}`);
  return { rows, seconds, told: told.size, cpuSeconds: processor() - cpuFrom };
};

const ask = (node, method, path, body) => new Promise((resolve, reject) => {
  const headers = { authorization: `Bearer ${node.token}`, prefer: "respond-async", ...(body !== undefined && { "content-type": "text/csv", "content-length": Buffer.byteLength(body) }) };
  request({ host: "127.0.0.1", port: node.officePort, path, method, headers, agent: false }, (response) => {
    const chunks = [];
    response.on("data", (chunk) => chunks.push(chunk)).on("error", reject).on("end", () => {
      const text = Buffer.concat(chunks).toString();
      if (response.statusCode === 200 || response.statusCode === 202) resolve(JSON.parse(text));
      else reject(new Error(`${path} was answered ${response.statusCode}: ${text.slice(0, 300)}`));
    });
  }).once("error", reject).end(body);
});

/** Copies of one that was imported, as if each had been sent by itself: nothing of what they add to the sums is put together yet. */
const FILL = `insert into omobilities (hei_id, id, partner_hei_id, revision, stage, global_id, status, academic_year, activity, agreement_id, isced_f_code, eqf_level, changed_at, doc)
  select hei_id, 'bench-' || n, partner_hei_id, revision, 'sent', global_id, case n % 3 when 0 then 'pending' else 'approved' end,
    (2020 + n % $2::int) || '/' || (2021 + n % $2::int), activity, agreement_id, isced_f_code, eqf_level, changed_at, doc
  from generate_series(1, $1::int) n, (select * from omobilities where stage = 'draft' limit 1) model`;

/** The statistics portal asks again and again. */
const askStatistics = async ({ node, agent, database, processor, questions }) => {
  await database.query(FILL, [STATISTICS.mobilities, STATISTICS.years]);
  const asked = { node, agent, caller: callerOf(node.network.portalKeyPem), target: `/ewp/${node.network.ours.heiId}/omobility-stats/v1` };
  await soon("statistics are served", node, () => askSigned(asked));
  const milliseconds = [];
  const cpuFrom = processor();
  for (let question = 0; question < questions; question++) {
    const answer = await askSigned(asked);
    const counted = [...answer.body.toString().matchAll(/<omobility-(?:pending|approved)>(\d+)</g)].reduce((sum, [, number]) => sum + Number(number), 0);
    if (counted !== STATISTICS.mobilities) throw new Error(`${STATISTICS.mobilities} mobilities, but ${counted} are counted:\n${answer.body.toString().slice(0, 600)}`);
    milliseconds.push(answer.milliseconds);
  }
  return { mobilities: STATISTICS.mobilities, questions, cpuMs: ((processor() - cpuFrom) / questions) * 1000, ...tail(milliseconds) };
};

const getsShown = (what, documents, { count, gets, times, bytes, p50, p99, cpuMicros, ceilingCpuMicros }) =>
  `${what} of ${count} ${documents} (${(bytes / 1024).toFixed(0)} kB${gets > 1 ? `, by ${gets} calls` : ""}), ${times} times: median ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms; ${cpuMicros.toFixed(0)} µs of processor time, PostgreSQL's included; verifying and signing alone ${ceilingCpuMicros.toFixed(0)} µs.`;

export const section = {
  key: "mobilities",
  title: "Mobilities on PostgreSQL: a file of a whole cohort imported by the REST API and followed there, a partner's signed GET of 50 learning agreements and of\n50 transcripts, and the statistics portal's signed GET omobility-stats.",
  measure,
  show: (figures) => (figures === undefined ? "Not without PostgreSQL." : [
    `${figures.imported.rows} nominations with ${IMPORT.partners} partners imported in ${figures.imported.seconds.toFixed(1)} s, with ${figures.imported.told} different states of progress shown (${figures.imported.cpuSeconds.toFixed(1)} s of processor time, PostgreSQL's included).`,
    getsShown("Signed GET omobility-las get", "learning agreements", figures.las),
    getsShown("Signed GET imobility-tors get", "transcripts with their PDFs", figures.tors),
    `Statistics over ${figures.statistics.mobilities} mobilities, ${figures.statistics.questions} questions: median ${figures.statistics.p50.toFixed(1)} ms, p99 ${figures.statistics.p99.toFixed(1)} ms; ${figures.statistics.cpuMs.toFixed(1)} ms of processor time each.`,
  ].join("\n")),
  targets: (figures) => (figures === undefined ? [] : [
    { what: `import of ${figures.imported.rows} nominations`, target: `< ${IMPORT.allowedSeconds} s`, measured: `${figures.imported.seconds.toFixed(1)} s`, met: figures.imported.seconds < IMPORT.allowedSeconds },
    ...[["learning agreements", figures.las], ["transcripts", figures.tors]].map(([what, { count, ratio }]) => (
      { what: `get of ${count} ${what}: share of the ceiling, by processor time`, target: `>= ${GETS.ratio}`, measured: ratio.toFixed(2), met: ratio >= GETS.ratio })),
    { what: `statistics over ${figures.statistics.mobilities} mobilities, median`, target: `< ${STATISTICS.allowedMs} ms`, measured: `${figures.statistics.p50.toFixed(1)} ms`, met: figures.statistics.p50 < STATISTICS.allowedMs },
  ]),
};
