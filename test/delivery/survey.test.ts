import { expect, test } from "@jest/globals";
import { Survey } from "../../src/delivery/survey.js";
import { heiId } from "../../src/kernel/ids.js";
import type { SurveyRequest } from "../../src/outbox/ports.js";
import { keptLog, steeredClock } from "../support/fixed-ports.js";
import { until } from "../support/until.js";

const OFFERING = [heiId("lac.example")];
const clock = steeredClock();

const bench = (answers: readonly (boolean | Error)[]) => {
  const requests: SurveyRequest[] = [];
  const log = keptLog();
  const survey = new Survey({
    surveys: { survey: async (request) => {
      const answer = answers[requests.push(request) - 1] ?? false;
      if (answer instanceof Error) throw answer;
      return answer;
    } },
    offering: () => OFFERING, surveyGapMs: 50, surveyEveryMs: 30 * 86_400_000, clock, random: { fraction: () => 0.5 }, logger: log,
  });
  return { survey, requests, log };
};

test("one institution after another, and a long rest when nobody is left", async () => {
  const { survey, requests } = bench([true, true, true]);
  survey.start();
  survey.start();
  await until("nobody is left", () => requests.length === 4);
  await survey.stop();
  expect(requests).toEqual(Array(4).fill({ now: clock.now(), offering: OFFERING, gapMs: 50, roundMs: 30 * 86_400_000, unansweredMs: 86_400_000 }));
});

test("a database that is away is told once, and rested for", async () => {
  const { survey, requests, log } = bench([true, new Error("no database")]);
  survey.start();
  await until("it failed", () => log.lines.length > 0);
  await survey.stop();
  expect(requests).toHaveLength(2);
  expect(log.lines).toEqual([{ level: "warn", message: "the survey of the network could not go on; it tries again later", facts: { error: "Error: no database" } }]);
});
