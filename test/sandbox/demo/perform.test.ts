import { expect, test } from "@jest/globals";
import { type Ids, type Journey, planJourney } from "../../../src/sandbox/demo/journey.js";
import { perform } from "../../../src/sandbox/demo/perform.js";
import type { Step } from "../../../src/sandbox/demo/step.js";
import { STEPS } from "../../../src/sandbox/demo/steps.js";
import { INSTITUTIONS } from "../../../src/sandbox/samples/institutions.js";
import { officeClient, OfficeRefused } from "../../../src/sandbox/office-client.js";
import { Side } from "../../../src/sandbox/side.js";

const office = officeClient({ officeUrl: "https://127.0.0.1:9", token: "none" });
const [first, second] = INSTITUTIONS.map((institution) => new Side(institution, office));
const journey = planJourney(first!, second!, { key: "k", year: 2027 });
const refusal = (status: number): OfficeRefused => new OfficeRefused(status, { detail: "no" });

/** A step that does what `outcomes` say, one after the other, and promises what it is told. */
const stepOf = (outcomes: readonly (Error | undefined)[], holds: boolean): { readonly step: Step<Journey, Ids>; readonly runs: () => number } => {
  let runs = 0;
  return {
    runs: () => runs,
    step: {
      title: "a step",
      run: async () => {
        const outcome = outcomes[Math.min(runs, outcomes.length - 1)];
        runs += 1;
        if (outcome) throw outcome;
      },
      look: async () => ({ expected: { "it is so": holds, "that too": true }, says: "it is done" }),
    },
  };
};

test("a step that holds is done once", async () => {
  const { step, runs } = stepOf([undefined], true);
  await expect(perform(step, journey, {}, 5)).resolves.toEqual({ ids: {}, says: "it is done" });
  expect(runs()).toBe(1);
});

test("no answer, a partner that is down and a changed revision mean: once more", async () => {
  const { step, runs } = stepOf([new Error("ECONNRESET"), refusal(502), refusal(412), undefined], true);
  await perform(step, journey, {}, 10);
  expect(runs()).toBe(4);
});

test("a refusal ends it, with the reason", async () => {
  await expect(perform(stepOf([refusal(422)], true).step, journey, {}, 5)).rejects.toThrow("a step: status 422: no");
});

test("a refusal after an answer that never came only counts when the promise does not hold", async () => {
  await expect(perform(stepOf([new Error("ECONNRESET"), refusal(422)], true).step, journey, {}, 5)).resolves.toEqual({ ids: {}, says: "it is done" });
  await expect(perform(stepOf([new Error("ECONNRESET"), refusal(422)], false).step, journey, {}, 1)).rejects.toThrow("a step: not within 1 s; last: does not hold: it is so");
});

test("the journey changes exactly one field of one condition", () => {
  const changed = journey.changedTerms.conditions.filter((condition, at) => JSON.stringify(condition) !== JSON.stringify(journey.termsOfA.conditions[at]));
  expect(changed).toEqual([{ ...journey.termsOfA.conditions[0], mobilitiesPerYear: 6 }]);
  expect(journey.termsOfB.conditions).toEqual(journey.termsOfA.conditions);
  expect(STEPS).toHaveLength(11);
});

test("academic years follow the receiving institution's calendar", () => {
  expect(journey.termsOfA.conditions.map(({ receivingHeiId, firstAcademicYear, lastAcademicYear }) => [receivingHeiId, firstAcademicYear, lastAcademicYear])).toEqual([
    ["tuawhenua.example", "2028/2028", "2030/2030"], ["uni-lindenau.example", "2028/2029", "2030/2031"],
    ["tuawhenua.example", "2028/2028", "2030/2030"], ["uni-lindenau.example", "2028/2029", "2030/2031"],
  ]);
});
