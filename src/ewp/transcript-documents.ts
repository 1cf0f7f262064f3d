/** Can a course or a transcript be served? Writes the very documents that partners will ask for, in every version. */
import type { CourseDocumentCheck } from "../domain/courses/ports.js";
import type { Problem } from "../domain/problem.js";
import type { RecognitionRecord } from "../domain/recognition/model.js";
import type { Transcript } from "../domain/transcripts/model.js";
import { writeDocument } from "../xml/write.js";
import { elmo1Document } from "./common/elmo/v1/documents.js";
import { toElmo1 } from "./common/elmo/v1/mapping.js";
import { elmo2Document } from "./common/elmo/v2/documents.js";
import { toElmo2 } from "./common/elmo/v2/mapping.js";
import { exchangedDecision, toRecognitionElmo } from "./common/elmo/v2/recognition.js";
import { writingProblems } from "./common/writing-problems.js";
import { coursesResponse } from "./courses/v0/documents.js";
import { toWireSpecification } from "./courses/v0/mapping.js";

export const courseDocument: CourseDocumentCheck = (course) => writingProblems(() => writeDocument(coursesResponse, { specifications: [toWireSpecification(course)] }));

/** Problems that both versions have are told once. */
export const transcriptDocument = (transcript: Transcript): readonly Problem[] => {
  const newest = writingProblems(() => writeDocument(elmo2Document, toElmo2(transcript)));
  return newest.length > 0 ? newest : writingProblems(() => writeDocument(elmo1Document, toElmo1(transcript)));
};

/** A decision as ELMO 2.1.1 `resultOfRecognition`; throws `RangeError` while a component waits for a person. */
export const recognitionDocument = ({ decision, ...parties }: RecognitionRecord): Uint8Array => {
  const exchanged = exchangedDecision(decision);
  if (!exchanged) throw new RangeError("an open decision has no document");
  return Buffer.from(writeDocument(elmo2Document, toRecognitionElmo(exchanged, parties)));
};
