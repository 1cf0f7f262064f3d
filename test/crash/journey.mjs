/** A short but whole piece of an agreement's or a student's life, done by REST as offices do it, with the fault in the middle. */
import { setTimeout as pause } from "node:timers/promises";
import { perform, planJourney, planStudent, Side } from "./dist.mjs";
import { noted } from "./noted.mjs";
import { shortStory, STORIES } from "./stories.mjs";

const SECONDS = 150;
/** About as long as a step takes. */
const LONGEST_WAIT_MS = 1500;

/** Plans round `number`: which story, between offices that note what they are told. `short`: few rounds shall meet everything. */
export const planRound = ({ id, sides }, { number, short }, random) => {
  const { name, steps, ofStudent = false } = short ? shortStory(number) : random.oneOf(STORIES);
  const [a, b] = [sides.a, sides.b].map(({ institution, office }) => noted(new Side(institution, office)));
  const plan = { key: `${id}-${number}`, year: new Date().getUTCFullYear() };
  return { story: name, steps, ofStudent, journey: ofStudent ? ofCoordinators(planStudent(a, b, plan)) : planJourney(a, b, plan), at: random.below(steps.length), afterMs: random.fraction() * LONGEST_WAIT_MS };
};

const ofCoordinators = (journey) => ({ ...journey, a: noted(journey.a), b: noted(journey.b) });

/**
 * Performs the steps; `strike` is called at the planned moment and all steps go on meanwhile. Gives the ids, and the seconds from the
 * end of the fault to the end of the step that was under way then. Throws an Error that names the step and what does not hold.
 */
export const performRound = async ({ steps, journey, at, afterMs }, strike) => {
  let ids = {};
  let struck;
  let over;
  let recovered;
  for (const [number, step] of steps.entries()) {
    if (number === at) struck = pause(afterMs).then(strike).then(() => { over = performance.now(); });
    struck?.catch(() => undefined);
    ({ ids } = await perform(step, journey, ids, SECONDS));
    if (over !== undefined) recovered ??= (performance.now() - over) / 1000;
  }
  await struck;
  // What held may only have held until the fault came: it has to hold after it.
  const last = steps.at(-1);
  ({ ids } = await perform({ ...last, run: async () => undefined }, journey, ids, SECONDS));
  return { ids, recovered: recovered ?? (performance.now() - over) / 1000 };
};
