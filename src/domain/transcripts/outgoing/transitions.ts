/** What offices do with transcripts of ours: pure `(found, command, context) => decision`. Saying the same again changes nothing. */
import { isDeepStrictEqual } from "node:util";
import { given } from "../../../kernel/given.js";
import { omit } from "../../../kernel/omit.js";
import type { AboutMobility } from "../../changes.js";
import { sameContent, type Transcript, type TranscriptKey } from "../model.js";
import type { KnownMobility, OutgoingTranscript, TranscriptContent } from "./model.js";
import type { IssueDecision } from "./ports.js";
import { noTranscript } from "../no-transcript.js";
import { neverSent, otherRevision, wasSent } from "./refusals.js";

export interface Context {
  readonly now: Date;
  /** The token's name. */
  readonly actor: string;
}
type Found = OutgoingTranscript | undefined;

const NOTHING = { changes: [] } as const;
const about = ({ heiId, partnerHeiId, omobilityId }: TranscriptKey, { now, actor }: Context): AboutMobility => ({ heiId, partnerHeiId, omobilityId, sendingHeiId: partnerHeiId, at: now, actor });
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** 0 for what does not exist yet; absent: whatever is there. */
export const atRevision = (found: Found, expected: number | undefined): void => {
  const present = found?.revision ?? 0;
  if (expected !== undefined && expected !== present) throw otherRevision(expected, present);
};

interface Entering {
  readonly key: TranscriptKey;
  readonly content: TranscriptContent;
  readonly known?: KnownMobility | undefined;
  readonly ifRevision: number | undefined;
}

/** Enters or replaces the results; nobody outside hears of it. A repetition finds what the first attempt made, whatever revision it names. */
export const enter = (found: Found, { key, content, known, ifRevision }: Entering, context: Context): IssueDecision => {
  if (found && isDeepStrictEqual(plain(content), plain(found.content))) return NOTHING;
  atRevision(found, ifRevision);
  const { now } = context;
  const before: Omit<OutgoingTranscript, "content" | "changedAt"> = found ?? { ...key, revision: 0, stage: "draft", version: 0, createdAt: now };
  return { outgoing: { ...omit(before, "known"), revision: before.revision + 1, content, changedAt: now, ...given({ known }) }, changes: [{ ...about(key, context), kind: "transcript-drafted" }] };
};

/** True when the partner has this very transcript. */
export const isAsIssued = ({ stage, transcript: issued, issuedPdfFileId, content }: OutgoingTranscript, transcript: Transcript): boolean =>
  stage === "issued" && issued !== undefined && issuedPdfFileId === content.pdfFileId && sameContent(issued, transcript);

/** Issues or corrects; the partner is told. */
export const send = (found: OutgoingTranscript, { transcript, pdf }: { readonly transcript: Transcript; readonly pdf: Uint8Array }, context: Context): IssueDecision => ({
  outgoing: {
    ...omit(found, "issuedPdfFileId"), revision: found.revision + 1, version: found.version + 1, stage: "issued", transcript, changedAt: context.now,
    ...given({ issuedPdfFileId: found.content.pdfFileId }),
  },
  pdf, changes: [{ ...about(found, context), kind: "transcript-changed", what: found.stage === "issued" ? "corrected" : "issued" }],
});

/** The partner finds it no more; it can be issued again under the same id. */
export const withdraw = (found: Found, context: Context): IssueDecision => {
  if (!found) throw noTranscript();
  if (found.stage === "draft") throw neverSent();
  if (found.stage === "withdrawn") return NOTHING;
  return { outgoing: { ...found, revision: found.revision + 1, stage: "withdrawn", changedAt: context.now }, changes: [{ ...about(found, context), kind: "transcript-changed", what: "withdrawn" }] };
};

/** Removes results that nobody outside has seen. */
export const remove = (found: Found, context: Context): IssueDecision => {
  if (!found) throw noTranscript();
  if (found.stage !== "draft") throw wasSent();
  return { removed: found, changes: [{ ...about(found, context), kind: "transcript-drafted" }] };
};
