/** A fixed sample; `npm run fuzz` tries as many as wanted. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openAnswers } from "./answers/answers.js";
import { type Fuzzed, SAMPLE, tryAll } from "./run.js";

const CASES = 1_800;
/** Of a machine with much else to do. */
const PATIENCE_MS = 900_000;
let fuzzed: Fuzzed;
beforeAll(async () => {
  fuzzed = await openAnswers(1, SAMPLE);
}, PATIENCE_MS);
afterAll(() => fuzzed.close());

test("bent and spoiled answers of partners: every call ends in a value or in a reason, nothing unsigned is believed, nothing of ours changes", async () => {
  expect((await tryAll(fuzzed, { from: 0, to: CASES })).violations).toEqual([]);
}, PATIENCE_MS);

test("the cases reached what they are meant to reach: values and failures of every call", () => {
  expect(fuzzed.missed()).toEqual([]);
});
