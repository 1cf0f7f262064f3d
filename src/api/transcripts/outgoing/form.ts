import type { Result } from "../../../domain/transcripts/model.js";
import type { ResultEntry, TranscriptContent } from "../../../domain/transcripts/outgoing/model.js";
import type { Schema } from "../../operation.js";

/** What offices send, as the domain has it; ids of courses and instances are held to their form by the contract. */
export const contentOf = ({ results, ...content }: Schema<"TranscriptContent">): TranscriptContent => ({ ...content, results: results.map(entryOf) });

const entryOf = ({ parts, ...entry }: Schema<"ResultEntry">): ResultEntry => ({ ...ofCourse(entry), ...(parts && { parts: parts.map(ofCourse) }) });
const ofCourse = ({ losId, loiId, ...entry }: Schema<"ResultPart">): ResultEntry => ({
  ...entry, ...(losId !== undefined && { losId: losId as NonNullable<Result["losId"]> }), ...(loiId !== undefined && { loiId: loiId as NonNullable<Result["loiId"]> }),
});
