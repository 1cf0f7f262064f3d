import type { Step } from "../step.js";
import { SHORTEST } from "../steps.js";
import type { StudentIds, StudentJourney } from "./journey.js";

/** To the agreement that gives the student a place. */
export const AGREEMENT_STEPS: readonly Step<StudentJourney, StudentIds>[] = SHORTEST.map(({ title, run, look }) => ({
  title,
  run: async ({ agreement }, { agreement: ids = {} }) => ({ agreement: { ...ids, ...await run(agreement, ids) } }),
  look: ({ agreement }, { agreement: ids = {} }) => look(agreement, ids),
}));
