/** What two offices do in a round, a row each: steps of the demo that build on each other. To add one: a row, and its events in verify/events.mjs. */
import { AGREEMENT_STEPS, NOMINATION_STEPS, SHORTEST, STEPS, STUDENT_STEPS } from "./dist.mjs";

const [draft, send, ownCopy, link, bApproves, aApproves, modify, revert, endA, endB, approveEnd] = STEPS;

export const STORIES = [
  { name: "linked", steps: [draft, send, ownCopy, link, bApproves, aApproves] },
  { name: "adopted", steps: SHORTEST },
  { name: "modified and reverted", steps: [...SHORTEST, modify, revert] },
  { name: "terminated", steps: [...SHORTEST, endA, endB, approveEnd] },
  { name: "nominated", ofStudent: true, steps: [...AGREEMENT_STEPS, ...NOMINATION_STEPS] },
  { name: "a student's journey", ofStudent: true, steps: STUDENT_STEPS },
];

const WHOLE_EVERY = 4;
const named = (wanted) => STORIES.find(({ name }) => name === wanted);

/** In few rounds every kind of record is met early, and the long story is not told too often. */
export const shortStory = (number) => named(number % WHOLE_EVERY === 1 ? "a student's journey" : "nominated");
