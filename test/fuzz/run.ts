/** How long a run is, and how it goes on: many cases at the same time, a line of progress, the memory watched. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** `npm run fuzz` sets them; a plain test run has a fixed sample. */
const ALL_CASES = Number(process.env["FUZZ_CASES"] ?? 6_000);
/** Requests are cheaper to try than answers, and strangers can send them. */
const SHARES = { requests: 0.7, answers: 0.3 };
export const casesOf = (part: keyof typeof SHARES): number => Math.round(ALL_CASES * SHARES[part]);
/** Enough that every kind of case has its turn. */
export const SAMPLE_IS_WHOLE = ALL_CASES >= 6_000;
export const SEED = Number(process.env["FUZZ_SEED"] ?? 1);
/** One case alone, to look into. */
const ONLY = process.env["FUZZ_CASE"];

const AT_ONCE = 16;
const SAMPLES = 20;
/** Most that the heap may have grown between the end of the first tenth and the end. */
const GROWTH_BYTES = 256 * 2 ** 20;

export interface Violation {
  readonly number: number;
  readonly what: string;
}

/** Tries every case; resolves with what did not hold, at most a few dozen. */
export const tryAll = async (part: keyof typeof SHARES, tryCase: (number: number, lane: number) => Promise<readonly string[]>): Promise<Violation[]> => {
  const violations: Violation[] = [];
  const numbers = ONLY === undefined ? undefined : [Number(ONLY)];
  const total = numbers?.length ?? casesOf(part);
  const heap: number[] = [];
  let next = 0;
  const lane = async (at: number): Promise<void> => {
    while (next < total && violations.length < 30) {
      const place = next++;
      const number = numbers?.[place] ?? place;
      if (place % Math.ceil(total / SAMPLES) === 0) heap.push(heapBytes(part, place, total));
      const faults = await tryCase(number, at).catch((error: unknown) => [error instanceof Error ? error.stack ?? error.message : String(error)]);
      violations.push(...faults.map((what) => ({ number, what })));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, at) => lane(at)));
  const grown = (heap.at(-1) ?? 0) - (heap[2] ?? heap.at(-1) ?? 0);
  if (grown > GROWTH_BYTES) violations.push({ number: -1, what: `the heap grew by ${Math.round(grown / 2 ** 20)} MB` });
  return violations;
};

const heapBytes = (name: string, done: number, total: number): number => {
  collectGarbage();
  const { heapUsed, rss } = process.memoryUsage();
  if (total > 50_000) process.stderr.write(`${name}: ${done} of ${total} cases, heap ${Math.round(heapUsed / 2 ** 20)} MB, resident ${Math.round(rss / 2 ** 20)} MB\n`);
  return heapUsed;
};

/** Without it the heap shows what waits to be collected instead of what is held. */
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
