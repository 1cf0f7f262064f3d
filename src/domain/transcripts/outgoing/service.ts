import { notFound } from "../../../kernel/errors.js";
import { given } from "../../../kernel/given.js";
import type { HeiId } from "../../../kernel/ids.js";
import type { LangText } from "../../../kernel/lang-text.js";
import type { Clock } from "../../../kernel/ports.js";
import type { CourseStore } from "../../courses/ports.js";
import type { FileStore } from "../../files/model.js";
import type { InstitutionStore } from "../../institutions/ports.js";
import type { Problem } from "../../problem.js";
import type { GradeScaleStore } from "../../recognition/grade-scale.js";
import { textProblems } from "../../text-problems.js";
import { issuerOf } from "../issuer.js";
import type { Transcript, TranscriptKey } from "../model.js";
import { noTranscript } from "../no-transcript.js";
import type { TranscriptStore } from "../ports.js";
import { type OutgoingProblem, outgoingProblems } from "./check.js";
import { completed, everyEntry } from "./complete.js";
import type { OutgoingTranscript, TranscriptContent } from "./model.js";
import type { KnownMobilityOf, PdfFacts, TranscriptPdf, UnsetText } from "./ports.js";
import { invalidTranscript, notReady } from "./refusals.js";
import { atRevision, enter, isAsIssued, remove, send, withdraw } from "./transitions.js";

interface OutgoingDependencies {
  readonly store: TranscriptStore;
  readonly institutions: Pick<InstitutionStore, "get">;
  readonly courses: Pick<CourseStore, "withIds" | "withCodes">;
  readonly gradeScales: Pick<GradeScaleStore, "get">;
  readonly files: Pick<FileStore, "get">;
  readonly mobilityOf: KnownMobilityOf;
  /** Names of a partner. */
  readonly namesOf: (heiId: HeiId) => readonly LangText[];
  /** What the network's schema refuses in the document that the partner would read. */
  readonly document: (transcript: Transcript) => readonly Problem[];
  readonly pdf: TranscriptPdf;
  readonly clock: Clock;
}

export interface TranscriptCommand {
  readonly key: TranscriptKey;
  /** Refuse with 412 at another revision (`If-Match`); 0: when there is one already. */
  readonly ifRevision?: number | undefined;
  /** The token's name. */
  readonly actor: string;
}

/** A transcript of ours and what would be sent of it now. */
export interface TranscriptOverview {
  readonly outgoing: OutgoingTranscript;
  readonly next: Transcript;
  /** Whether the partner has it like this. */
  readonly isSent: boolean;
  readonly problems: readonly OutgoingProblem[];
  readonly unset: readonly UnsetText[];
}

/** Transcripts that we issue (PROTOCOL 5.19, 6.6): results are entered, completed from the catalogue, checked, and sent. */
export const createOutgoingTranscripts = ({ store, institutions, courses, gradeScales, files, mobilityOf, namesOf, document, pdf, clock }: OutgoingDependencies) => {
  const load = async (key: TranscriptKey): Promise<OutgoingTranscript> => (await store.outgoing(key)) ?? Promise.reject(noTranscript());
  const coursesOf = async (heiId: HeiId, { results }: TranscriptContent) => {
    const entries = everyEntry(results);
    const codes = entries.flatMap(({ losId, losCode }) => (losId === undefined && losCode !== undefined ? [losCode] : []));
    return (await Promise.all([courses.withIds(heiId, entries.flatMap(({ losId }) => losId ?? [])), courses.withCodes(heiId, codes)])).flat();
  };
  const factsOf = (key: TranscriptKey, transcript: Transcript, version?: number): PdfFacts => ({ key, transcript, sendingNames: namesOf(key.partnerHeiId), ...given({ version }) });

  const overview = async (outgoing: OutgoingTranscript): Promise<TranscriptOverview> => {
    const { heiId, partnerHeiId, omobilityId, content } = outgoing;
    const key = { heiId, partnerHeiId, omobilityId };
    const [institution, known, named, scale] = await Promise.all([institutions.get(heiId), mobilityOf(key), coursesOf(heiId, content), gradeScales.get(heiId)]);
    if (!institution) throw notFound("There is no institution with this id.");
    const next = completed(content, { issuer: issuerOf(institution), known, courses: named, scale, at: clock.now().toISOString() });
    return { outgoing, next, isSent: isAsIssued(outgoing, next), problems: outgoingProblems(next, { key, known, entries: content.results, courses: named }, document), unset: pdf.unset(factsOf(key, next)) };
  };
  const shown = async (key: TranscriptKey): Promise<TranscriptOverview> => overview(await load(key));
  /** What is, or would be, sent along. */
  const pdfOf = async ({ outgoing, next }: TranscriptOverview, version?: number): Promise<Uint8Array> => {
    const { heiId, content: { pdfFileId } } = outgoing;
    const own = pdfFileId === undefined ? undefined : await files.get(heiId, pdfFileId);
    return own?.bytes ?? pdf.make(factsOf(outgoing, next, version));
  };

  return {
    shown,
    has: async (key: TranscriptKey): Promise<boolean> => (await store.outgoing(key)) !== undefined,

    /** Enters or replaces the results of a student; incomplete ones, too. Refused: 400 with all problems in `details`, 404 for an institution that is not ours, 412 at another revision. */
    enter: async ({ key, content, ifRevision, actor }: TranscriptCommand & { readonly content: TranscriptContent }): Promise<TranscriptOverview> => {
      const { pdfFileId } = content;
      if (!(await institutions.get(key.heiId))) throw notFound("There is no institution with this id.");
      const noFile = pdfFileId !== undefined && !(await files.get(key.heiId, pdfFileId));
      const problems = [...textProblems(content), ...(noFile ? [{ field: "pdfFileId", problem: "is not one of our files", expected: "the id of an uploaded file, or none" }] : [])];
      if (problems.length > 0) throw invalidTranscript(problems);
      const known = await mobilityOf(key);
      await store.decideOutgoing(key, (found, now) => enter(found, { key, content, known, ifRevision }, { now, actor }));
      return shown(key);
    },

    /** Issues the transcript, or its correction, as it would be now, and tells the partner; sent already, nothing happens. 422 with what is missing or wrong in `details`. */
    send: async ({ key, ifRevision, actor }: TranscriptCommand): Promise<TranscriptOverview> => {
      const found = await load(key);
      atRevision(found, ifRevision);
      const ready = await overview(found);
      const blocking = ready.problems.filter((problem) => problem.blocking);
      if (blocking.length > 0) throw notReady(blocking);
      if (ready.isSent) return ready;
      const bytes = await pdfOf(ready, found.version + 1);
      await store.decideOutgoing(key, (present, now) => {
        // Somebody clicked twice.
        if (present && isAsIssued(present, ready.next)) return { changes: [] };
        atRevision(present, found.revision);
        return send(found, { transcript: ready.next, pdf: bytes }, { now, actor });
      });
      return shown(key);
    },

    /** The partner finds it no more. */
    withdraw: async ({ key, ifRevision, actor }: TranscriptCommand): Promise<TranscriptOverview> => {
      await store.decideOutgoing(key, (found, now) => {
        atRevision(found, ifRevision);
        return withdraw(found, { now, actor });
      });
      return shown(key);
    },

    /** Removes what was never sent. */
    remove: async ({ key, ifRevision, actor }: TranscriptCommand): Promise<void> => {
      await store.decideOutgoing(key, (found, now) => {
        atRevision(found, ifRevision);
        return remove(found, { now, actor });
      });
    },

    /** Of a version as it was sent, or of what would be sent now. */
    pdf: async (key: TranscriptKey, version?: number): Promise<Uint8Array> => {
      const found = await shown(key);
      if (version === undefined && !found.isSent) return pdfOf(found);
      const wanted = version ?? found.outgoing.version;
      const bytes = (await store.issuedVersions(key)).find((issued) => issued.version === wanted)?.pdf;
      if (!bytes) throw notFound("There is no version with this number.");
      return bytes;
    },

    list: store.listOutgoing,
    versions: async (key: TranscriptKey) => {
      await load(key);
      return store.issuedVersions(key);
    },
    timeline: async (key: TranscriptKey) => {
      await load(key);
      return store.timeline(key.heiId, { sendingHeiId: key.partnerHeiId, omobilityId: key.omobilityId });
    },
  };
};
export type OutgoingTranscripts = ReturnType<typeof createOutgoingTranscripts>;
