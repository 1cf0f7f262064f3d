/** What keeps a transcript from being issued, and what the partner will stumble over. */
import type { Course } from "../../courses/model.js";
import type { Problem } from "../../problem.js";
import { textProblems } from "../../text-problems.js";
import { hostileProblems } from "../hostile.js";
import type { Transcript, TranscriptKey } from "../model.js";
import { wrongLearner } from "../receive-rules.js";
import { transcriptProblems } from "../rules.js";
import type { KnownMobility, ResultEntry } from "./model.js";
import { namingUnknownCourses } from "./unknown-courses.js";

/** Blocking ones are repaired first; the others are told, and somebody decides. */
export interface OutgoingProblem extends Problem {
  readonly blocking: boolean;
}

/** Where each field stands in what offices enter: we issue one report. */
const entered = ({ field, ...rest }: Problem): Problem => ({ field: field.replace(/^reports\[0\]\./, ""), ...rest });

/** What was entered, and what it was completed from. */
export interface Entered {
  readonly key: TranscriptKey;
  readonly known: KnownMobility | undefined;
  readonly entries: readonly ResultEntry[];
  readonly courses: readonly Course[];
}

export const outgoingProblems = (transcript: Transcript, { key, known, entries, courses }: Entered, document: (transcript: Transcript) => readonly Problem[]): readonly OutgoingProblem[] => {
  const rules = [...namingUnknownCourses(transcriptProblems(transcript, key), entries, courses), ...textProblems(transcript).map(entered), ...hostileProblems(transcript)];
  const blocking = rules.length > 0 ? rules : document(transcript);
  const doubts = known === undefined
    ? [{ field: "omobilityId", problem: "belongs to no nomination and no learning agreement of this partner that we know", expected: "the id that the partner gave to the mobility" }]
    : wrongLearner(transcript.learner, known.learner);
  return [...blocking.map((problem) => ({ ...problem, blocking: true })), ...doubts.map((problem) => ({ ...problem, blocking: false }))];
};
