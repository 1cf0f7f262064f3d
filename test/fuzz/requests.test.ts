/** A fixed sample; `npm run fuzz` tries as many as wanted. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openRequests } from "./requests/requests.js";
import { type Fuzzed, SAMPLE, tryAll } from "./run.js";

const CASES = 4_200;
/** Of a machine with much else to do. */
const PATIENCE_MS = 900_000;
let fuzzed: Fuzzed;
beforeAll(async () => {
  fuzzed = await openRequests(1, SAMPLE);
}, PATIENCE_MS);
afterAll(() => fuzzed.close());

test("bent and spoiled requests over the real pipeline: no 500, no crash, nothing shown to the wrong party, nothing accepted that nobody signed", async () => {
  expect((await tryAll(fuzzed, { from: 0, to: CASES })).violations).toEqual([]);
}, PATIENCE_MS);

test("the cases reached what they are meant to reach: answers and refusals of every kind", () => {
  expect(fuzzed.missed()).toEqual([]);
});
