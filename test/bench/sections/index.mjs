/** `iias index` with `modified_since` on 100,000 agreements, beside the SQL query alone. */
import { Agent } from "node:http";
import pg from "pg";
import { askSigned, callerOf, tail } from "../ask-signed.mjs";
import { createDatabase, dropDatabase } from "../dist.mjs";
import { enterAgreements, firstServed, planNode, startNode } from "../node-under-test.mjs";
import { table } from "../report.mjs";

const AGREEMENTS = 100_000;
const RATIO = 3;
/** One agreement changed every so often, the newest just now. */
const EVERY_SECONDS = 60;
const since = (changed) => new Date(Date.now() - (changed - 0.5) * EVERY_SECONDS * 1000);

/** How the agreements are spread, and how many of the asking partner's have changed. Questions are asked often enough for a p99. */
const ROWS = [
  { name: "1,000 of 100,000 with one of 100 partners, 100 changed", partners: 100, changed: 100, questions: 400 },
  { name: "all 100,000 with one partner, 1,000 changed", partners: 1, changed: 1_000, questions: 400 },
  { name: "all 100,000 with one partner, 20,000 changed", partners: 1, changed: 20_000, questions: 200 },
  { name: "all 100,000 with one partner, all changed", partners: 1, changed: AGREEMENTS, questions: 100 },
];
const QUICK_PART = 0.3;

/** Copies of one agreement that was entered as usual. */
const FILL = `insert into agreements (hei_id, id, partner_hei_id, revision, stage, hash, years, file_ids, changed_at, doc)
  select hei_id, 'bench-' || md5(n::text), case n % $2::int when 0 then $1 else 'partner-' || (n % $2::int) || '.example' end,
    revision, stage, hash, years, file_ids, $5::timestamptz - (n / $2::int) * interval '1 second' * $4::int, doc
  from generate_series(0, $3::int - 1) n, (select * from agreements where partner_hei_id = $1 and stage = 'shared' limit 1) model`;
/** What the index asks, put as plainly as it can be. */
const QUERY = "select id from agreements where hei_id = $1 and partner_hei_id = $2 and stage = 'shared' and changed_at >= $3 order by id";

const measure = async ({ quick, directory, say, network, postgres, rows: names, args }) => {
  const server = await postgres();
  if (!server) return [];
  const known = await network();
  const name = `passerelle_bench_index_${process.pid}`;
  const databaseUrl = await createDatabase(server.url, name);
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  const plan = await planNode("index", { directory, network: known, databaseUrl });
  const node = startNode(plan, { args });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const data = await enterAgreements(node);
    const caller = callerOf(known.callerKeyPem);
    await firstServed(node, { ...data, caller });
    await database.query("update agreements set changed_at = now() - interval '10 years'");
    const figures = [];
    for (const row of ROWS.filter((one) => names.includes(one.name))) {
      await fill(database, row, known.partner.heiId);
      figures.push(await measureRow(row, { database, node, agent, caller, known, questions: Math.ceil(row.questions * (quick ? QUICK_PART : 1)), say }));
    }
    return figures;
  } finally {
    agent.destroy();
    await node.stop();
    await database.end();
    await dropDatabase(server.url, name);
  }
};

const fill = async (database, { partners }, partnerHeiId) => {
  await database.query("delete from agreements where id like 'bench-%'");
  await database.query(FILL, [partnerHeiId, partners, AGREEMENTS, EVERY_SECONDS, new Date()]);
  await database.query("vacuum (analyze) agreements");
};

/** Query and signed request in turn, so that both meet the same machine. */
const measureRow = async ({ name, changed }, { database, node, agent, caller, known, questions, say }) => {
  const moment = since(changed);
  const target = `/ewp/${known.ours.heiId}/iias/v7/index?modified_since=${encodeURIComponent(moment.toISOString())}`;
  const [sql, signed] = [[], []];
  for (let question = -10; question < questions; question++) {
    const from = performance.now();
    const { rows } = await database.query(QUERY, [known.ours.heiId, known.partner.heiId, moment]);
    const between = performance.now();
    const { body, milliseconds } = await askSigned({ node, agent, caller, target });
    const found = body.toString("latin1").split("<iia-id>").length - 1;
    if (rows.length !== changed || found !== changed) throw new Error(`${name}: the query found ${rows.length}, the index ${found}`);
    if (question < 0) continue;
    sql.push(between - from);
    signed.push(milliseconds);
  }
  const figures = { name, changed, questions, sql: tail(sql), signed: tail(signed) };
  say(`index, ${name}: query p50 ${figures.sql.p50.toFixed(1)} p99 ${figures.sql.p99.toFixed(1)} ms, signed request p50 ${figures.signed.p50.toFixed(1)} p99 ${figures.signed.p99.toFixed(1)} ms`);
  return figures;
};

export const section = {
  key: "index",
  title: "Signed GET iias index with modified_since, on PostgreSQL with 100,000 agreements, one question after the other.\nCeiling: the query alone, asked in turn with it.",
  rows: ROWS.map(({ name }) => name),
  measure,
  show: (figures) => table(["agreements", "questions", "query p50 ms", "query p99 ms", "request p50 ms", "request p99 ms", "p50 ratio", "p99 ratio"],
    figures.map(({ name, questions, sql, signed }) => [name, `${questions}`, ...[sql.p50, sql.p99, signed.p50, signed.p99].map((ms) => ms.toFixed(1)), (signed.p50 / sql.p50).toFixed(2), (signed.p99 / sql.p99).toFixed(2)])),
  targets: (figures) => figures.map(({ name, sql, signed }) => (
    { what: `${name}: p99 / that of the query`, target: `<= ${RATIO}`, measured: (signed.p99 / sql.p99).toFixed(2), met: signed.p99 <= RATIO * sql.p99 })),
};
