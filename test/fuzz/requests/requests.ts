/** Bent and spoiled requests over the real pipeline. */
import { type Chance, chanceOf } from "../chance.js";
import type { Depth, Fuzzed } from "../run.js";
import { SPOILS } from "./after-signing.js";
import { BENDS } from "./before-signing.js";
import { RawConnection } from "./connection.js";
import { bytesOf, write } from "./draft.js";
import { faultsOf } from "./judge.js";
import { type NodeUnderFuzz, startNodeUnderFuzz } from "./node.js";
import { USUAL, usualRequest } from "./usual.js";

const SIGNERS = ["p", "p", "p", "p", "nobody", "portal", "stranger", "anonymous"] as const;

const bent = ({ clock, proposals }: NodeUnderFuzz, chance: Chance) => {
  const now = clock.now();
  const chosen = usualRequest(chance, proposals);
  const names = Array.from({ length: chance.pick([1, 1, 1, 2, 3]) }, () => chance.pick(Object.keys(BENDS)));
  const draft = names.reduce((before, name) => (BENDS[name] as (typeof BENDS)[string])(before, chance, now), { ...chosen.draft });
  return { ...chosen, draft, how: names.join(" and ") };
};

/** One case: what was asked for, whether a wrong signature has to be refused, and how it is sent. */
const makeCase = (node: NodeUnderFuzz, chance: Chance) => {
  const { callers, clock, host } = node;
  const now = clock.now();
  const signerName = chance.pick(SIGNERS);
  const signer = signerName === "anonymous" ? undefined : callers[signerName];
  const spoiled = signer !== undefined && chance.often(0.4);
  const { usual, draft, how } = spoiled ? { ...usualRequest(chance, node.proposals), how: "" } : bent(node, chance);
  const written = write({ ...draft, ...(signer && { signer }) }, { host, now });
  if (!spoiled) return { written, how, path: usual.path, mustRefuse: signerName === "stranger" && usual.path !== "manifest.xml" && how === "nothing" };
  const name = chance.pick(Object.keys(SPOILS));
  const spoil = SPOILS[name] as (typeof SPOILS)[string];
  const judged = usual.path !== "manifest.xml" && !(usual.open && name === "no Authorization");
  return { written: spoil.apply({ written, chance, otherKeyId: callers.q.client.fingerprint }), how: name, path: usual.path, mustRefuse: spoil.breaks && judged };
};

/** Statuses by what was done to the request. */
class Tally {
  readonly #seen = new Map<string, Set<number>>();

  readonly #served = new Set<string>();

  add(how: string, path: string, status: number): void {
    if (status === 200) this.#served.add(path);
    const statuses = this.#seen.get(how) ?? new Set();
    this.#seen.set(how, statuses.add(status));
  }

  /** What never happened: an answer with some status, a way of spoiling, an answer of something that is served. */
  missed(): readonly string[] {
    const statuses = new Set([...this.#seen.values()].flatMap((each) => [...each]));
    const hows = [...this.#seen.keys()];
    return [
      ...[200, 400, 401, 403, 404, 405, 415].filter((status) => !statuses.has(status)).map(String),
      ...[...Object.keys(BENDS), ...Object.keys(SPOILS)].filter((name) => !hows.some((how) => how.includes(name))),
      ...USUAL.map(({ path }) => path).filter((path) => !this.#served.has(path)),
    ];
  }
}

/** Starts a node and asks it. */
export const openRequests = async (seed: number, depth: Depth): Promise<Fuzzed> => {
  const node = await startNodeUnderFuzz(depth);
  const tally = new Tally();
  const lanes = new Map<number, RawConnection>();
  return {
    tryCase: async (number, lane) => {
      const connection = lanes.get(lane) ?? new RawConnection(node.port);
      lanes.set(lane, connection);
      if (number % 64 === 0) node.clock.advance(1000);
      const { written, how, path, mustRefuse } = makeCase(node, chanceOf(seed, number));
      const bodiless = written.method === "HEAD" && !written.raw;
      const proper = !written.raw && !bodiless && written.method !== "CONNECT";
      const first = proper ? await connection.ask(bytesOf(written), false) : undefined;
      const answers = proper ? (first ? [first] : []) : await connection.askAndEnd(bytesOf(written));
      for (const { status } of answers) tally.add(how, path, status);
      const faults = [...answers.flatMap((answer) => faultsOf(answer, { keys: node.privateKeys, mustRefuse, bodiless })), ...node.errors()];
      if (proper && !first) faults.push("no answer at all");
      return faults.map((fault) => `${fault} [${how}] ${bytesOf(written).subarray(0, 600).toString("latin1")}`);
    },
    missed: () => tally.missed(),
    close: async () => {
      for (const connection of lanes.values()) connection.close();
      await node.close();
    },
  };
};
