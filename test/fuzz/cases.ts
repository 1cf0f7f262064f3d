/** One process of `npm run fuzz`: the ranges of numbers that it is given, part by part. */
import { openAnswers } from "./answers/answers.js";
import { openRequests } from "./requests/requests.js";
import { type Depth, type Fuzzed, MILLIONS, type Range, SAMPLE, tryAll } from "./run.js";

const OPEN: Readonly<Record<string, (seed: number, depth: Depth) => Promise<Fuzzed>>> = { requests: openRequests, answers: openAnswers };
/** Below this the deep look at everything is affordable. */
const LARGE = 50_000;

const { seed, ranges } = JSON.parse(process.argv[2] ?? "") as { readonly seed: number; readonly ranges: readonly (Range & { readonly part: string })[] };
for (const { part, ...range } of ranges) {
  const cases = range.to - range.from;
  const fuzzed = await OPEN[part]?.(seed, cases > LARGE ? MILLIONS : SAMPLE);
  if (!fuzzed) throw new RangeError(`there is no part ${part}`);
  const outcome = await tryAll(fuzzed, range, (line) => void process.send?.({ part, line }));
  process.send?.({ part, cases, outcome });
  await fuzzed.close();
}
process.disconnect?.();
