import type { Step } from "../step.js";
import { AGREEMENT_STEPS } from "./agreement-steps.js";
import type { StudentIds, StudentJourney } from "./journey.js";
import { LEARNING_AGREEMENT_STEPS } from "./learning-agreement-steps.js";
import { NOMINATION_STEPS } from "./nomination-steps.js";
import { STAY_STEPS } from "./stay-steps.js";
import { TRANSCRIPT_STEPS } from "./transcript-steps.js";

/** The journey of a student, from the agreement that gives the place on. */
export const STUDENT_STEPS: readonly Step<StudentJourney, StudentIds>[] = [...AGREEMENT_STEPS, ...NOMINATION_STEPS, ...LEARNING_AGREEMENT_STEPS, ...STAY_STEPS, ...TRANSCRIPT_STEPS];
