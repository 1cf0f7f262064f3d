/** Bent and spoiled requests over the real pipeline: no 500, no crash, nothing shown to the wrong party, nothing accepted that nobody signed. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Chance, chanceOf } from "./chance.js";
import { SPOILS } from "./requests/after-signing.js";
import { BENDS } from "./requests/before-signing.js";
import { RawConnection } from "./requests/connection.js";
import { bytesOf, write } from "./requests/draft.js";
import { faultsOf } from "./requests/judge.js";
import { type NodeUnderFuzz, startNodeUnderFuzz } from "./requests/node.js";
import { usualRequest } from "./requests/usual.js";
import { casesOf, SAMPLE_IS_WHOLE, SEED, tryAll } from "./run.js";

const CASES = casesOf("requests");
let node: NodeUnderFuzz;
beforeAll(async () => {
  node = await startNodeUnderFuzz({ oneIn: CASES > 50_000 ? 20 : 1 });
});
afterAll(() => node.close());

const SIGNERS = ["p", "p", "p", "p", "nobody", "portal", "stranger", "anonymous"] as const;
const seen = new Map<string, Map<number, number>>();

const bent = (chance: Chance) => {
  const chosen = usualRequest(chance);
  const names = Array.from({ length: chance.pick([1, 1, 1, 2, 3]) }, () => chance.pick(Object.keys(BENDS)));
  const draft = names.reduce((before, name) => (BENDS[name] as (typeof BENDS)[string])(before, chance, node.clock.now()), { ...chosen.draft });
  return { ...chosen, draft, how: names.join(" and ") };
};

/** One case: what was asked for, whether a wrong signature has to be refused, and how it is sent. */
const makeCase = (chance: Chance) => {
  const signerName = chance.pick(SIGNERS);
  const signer = signerName === "anonymous" ? undefined : node.callers[signerName];
  const spoiled = signer !== undefined && chance.often(0.4);
  const { usual, draft, how } = spoiled ? { ...usualRequest(chance), how: "" } : bent(chance);
  const written = write({ ...draft, ...(signer && { signer }) }, { host: node.host, now: node.clock.now() });
  if (!spoiled) return { written, how, mustRefuse: signerName === "stranger" && usual.path !== "manifest.xml" && how === "nothing" };
  const name = chance.pick(Object.keys(SPOILS));
  const spoil = SPOILS[name] as (typeof SPOILS)[string];
  const judged = usual.path !== "manifest.xml" && !(usual.open && name === "no Authorization");
  return { written: spoil.apply({ written, chance, otherKeyId: node.callers.q.client.fingerprint }), how: name, mustRefuse: spoil.breaks && judged };
};

test(`${CASES} requests`, async () => {
  const lanes = new Map<number, RawConnection>();
  const violations = await tryAll("requests", async (number, lane) => {
    const connection = lanes.get(lane) ?? new RawConnection(node.port);
    lanes.set(lane, connection);
    if (number % 64 === 0) node.clock.advance(1000);
    const chance = chanceOf(SEED, number);
    const { written, how, mustRefuse } = makeCase(chance);
    const bodiless = written.method === "HEAD" && !written.raw;
    const proper = !written.raw && !bodiless && written.method !== "CONNECT";
    const first = proper ? await connection.ask(bytesOf(written), false) : undefined;
    const answers = proper ? (first ? [first] : []) : await connection.askAndEnd(bytesOf(written));
    const tally = seen.get(how) ?? new Map<number, number>();
    seen.set(how, tally);
    for (const { status } of answers) tally.set(status, (tally.get(status) ?? 0) + 1);
    const faults = [...answers.flatMap((answer) => faultsOf(answer, { mustNotSee: true, mustRefuse, bodiless })), ...node.errors()];
    if (proper && !first) faults.push("no answer at all");
    return faults.map((fault) => `${fault} [${how}] ${bytesOf(written).subarray(0, 600).toString("latin1")}`);
  });
  for (const connection of lanes.values()) connection.close();
  expect(violations).toEqual([]);
}, Math.max(180_000, CASES * 20));

test("the cases reached what they are meant to reach: answers and refusals of every kind", () => {
  const statuses = new Set([...seen.values()].flatMap((tally) => [...tally.keys()]));
  if (!SAMPLE_IS_WHOLE) return;
  for (const status of [200, 400, 401, 403, 404, 405, 415]) expect([status, statuses.has(status)]).toEqual([status, true]);
  for (const name of [...Object.keys(BENDS), ...Object.keys(SPOILS)]) expect([name, [...seen.keys()].some((how) => how.includes(name))]).toEqual([name, true]);
});
