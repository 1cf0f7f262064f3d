/** A short but whole piece of an agreement's life, done by REST as offices do it, with the fault in the middle. */
import { setTimeout as pause } from "node:timers/promises";
import { perform, planJourney, SHORTEST, Side, STEPS } from "./dist.mjs";

const SECONDS = 150;
/** About as long as a step takes. */
const LONGEST_WAIT_MS = 1500;

const [draft, send, ownCopy, link, bApproves, aApproves, modify, revert, endA, endB, approveEnd] = STEPS;

const [, , adopt] = SHORTEST;

const agreed = [bApproves, aApproves];
const STORIES = [
  { name: "linked", steps: [draft, send, ownCopy, link, ...agreed] },
  { name: "adopted", steps: [draft, send, adopt, ...agreed] },
  { name: "modified and reverted", steps: [draft, send, adopt, ...agreed, modify, revert] },
  { name: "terminated", steps: [draft, send, adopt, ...agreed, endA, endB, approveEnd] },
];

/** A side that notes what was answered: an answer is a promise that survives every fault. */
class NotedSide extends Side {
  answered = [];

  async create(...given) {
    const id = await super.create(...given);
    this.answered.push({ command: "create", id, revision: 1 });
    return id;
  }

  async adopt(...given) {
    const id = await super.adopt(...given);
    this.answered.push({ command: "adopt", id, revision: 1 });
    return id;
  }
}
for (const command of ["send", "link", "revert", "terminate", "approve", "edit"]) {
  NotedSide.prototype[command] = async function noted(...given) {
    const agreement = await Side.prototype[command].apply(this, given);
    this.answered.push({ command, id: agreement.id, revision: agreement.revision });
    return agreement;
  };
}

const SHORT = STORIES.filter(({ name }) => name === "adopted");

/** Plans round `number`: which story, between fresh sides. `short`: always the shortest. */
export const planRound = ({ id, sides }, { number, short }, random) => {
  const [a, b] = [sides.a, sides.b].map(({ institution, office }) => new NotedSide(institution, office));
  const story = random.oneOf(short ? SHORT : STORIES);
  const journey = planJourney(a, b, { key: `${id}-${number}`, year: new Date().getUTCFullYear() });
  const steps = story.steps;
  return { story: story.name, steps, journey, at: random.below(steps.length), afterMs: random.fraction() * LONGEST_WAIT_MS };
};

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
