/** How cases are tried: many at the same time, each in bounded time, the memory watched. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** One kind of case over one running node. */
export interface Fuzzed {
  /** What did not hold in the case with this number; two cases of the same lane never run at the same time. */
  tryCase(number: number, lane: number): Promise<readonly string[]>;
  /** What every larger sample has to reach and this one did not. */
  missed(): readonly string[];
  close(): Promise<void>;
}

/** How much of a case is looked at beyond its answer. */
export interface Depth {
  /** One in so many exchanges is kept as evidence: nothing of it is ever deleted here. */
  readonly keptOneIn: number;
  /** Share of the answers about agreements that go on to the store. */
  readonly storedShare: number;
}
export const SAMPLE: Depth = { keptOneIn: 1, storedShare: 0.3 };
export const MILLIONS: Depth = { keptOneIn: 20, storedShare: 0.05 };

/** Numbers of cases, `to` not included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface Violation {
  readonly number: number;
  readonly what: string;
}

export interface Outcome {
  readonly violations: readonly Violation[];
  /** The case that took longest, ms of a machine that does other things too. */
  readonly slowest: { readonly number: number; readonly ms: number };
}

/** Cases at the same time; a case always runs in the lane that its number gives. */
export const LANES = 16;
const SAMPLES = 20;
/** Shorter runs show no progress. */
const TOLD_ABOVE = 10_000;
/** Most that the heap may have grown between the end of the first tenth and the end. */
const GROWTH_BYTES = 256 * 2 ** 20;
/** Longer than any of the limits that calls have. */
const LONGEST_MS = 90_000;
const MOST_VIOLATIONS = 30;

/** Tries every case of the range; resolves with what did not hold, at most a few dozen. `progress` hears how it goes. */
export const tryAll = async (fuzzed: Fuzzed, { from, to }: Range, progress: (line: string) => void = () => undefined): Promise<Outcome> => {
  const violations: Violation[] = [];
  const heap: number[] = [];
  let slowest = { number: from, ms: 0 };
  let tried = 0;
  const lane = async (at: number): Promise<void> => {
    for (let number = from + ((at - (from % LANES) + LANES) % LANES); number < to && violations.length < MOST_VIOLATIONS; number += LANES) {
      if (tried++ % Math.ceil((to - from) / SAMPLES) === 0) heap.push(heapBytes((memory) => to - from > TOLD_ABOVE && progress(`${tried - 1} of ${to - from} cases, ${memory}`)));
      const begun = performance.now();
      const faults = await inTime(fuzzed.tryCase(number, at)).catch((error: unknown) => [error instanceof Error ? error.stack ?? error.message : String(error)]);
      const ms = performance.now() - begun;
      if (ms > slowest.ms) slowest = { number, ms };
      violations.push(...faults.map((what) => ({ number, what })));
    }
  };
  await Promise.all(Array.from({ length: LANES }, (_, at) => lane(at)));
  const grown = (heap.at(-1) ?? 0) - (heap[2] ?? heap.at(-1) ?? 0);
  if (grown > GROWTH_BYTES) violations.push({ number: -1, what: `the heap grew by ${Math.round(grown / 2 ** 20)} MB` });
  return { violations, slowest };
};

const inTime = <T>(work: Promise<T>): Promise<T> => new Promise((resolve, reject) => {
  const timer = setTimeout(() => reject(new Error(`no end within ${LONGEST_MS} ms`)), LONGEST_MS);
  work.finally(() => clearTimeout(timer)).then(resolve, reject);
});

const heapBytes = (tell: (memory: string) => void): number => {
  collectGarbage();
  const { heapUsed, rss } = process.memoryUsage();
  tell(`heap ${Math.round(heapUsed / 2 ** 20)} MB, resident ${Math.round(rss / 2 ** 20)} MB`);
  return heapUsed;
};

/** Without it the heap shows what waits to be collected instead of what is held. */
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
