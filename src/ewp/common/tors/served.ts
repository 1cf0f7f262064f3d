import type { FileStore } from "../../../domain/files/model.js";
import type { IssuedTranscript } from "../../../domain/transcripts/model.js";
import type { TranscriptStore } from "../../../domain/transcripts/ports.js";
import type { HeiId, OmobilityId } from "../../../kernel/ids.js";

export interface TranscriptServices {
  readonly transcripts: Pick<TranscriptStore, "servedTo" | "indexFor">;
  readonly files: Pick<FileStore, "get">;
}

/** A transcript with the bytes of its PDF. */
export interface ServedTranscript extends IssuedTranscript {
  readonly pdf?: Uint8Array;
}

interface Asked {
  readonly heiId: HeiId;
  readonly partners: readonly HeiId[];
  readonly ids: readonly OmobilityId[];
}

/** What these partners may read of what was asked for, in the order asked for, each once. */
export const servedTranscripts = ({ transcripts, files }: TranscriptServices) => async ({ heiId, partners, ids }: Asked): Promise<readonly ServedTranscript[]> => {
  const found = (await Promise.all(partners.map((partner) => transcripts.servedTo(heiId, partner, ids)))).flat();
  const inOrder = [...new Set(ids)].flatMap((id) => found.filter(({ omobilityId }) => omobilityId === id));
  return Promise.all(inOrder.map(async (issued) => {
    const file = issued.pdfFileId === undefined ? undefined : await files.get(heiId, issued.pdfFileId);
    return { ...issued, ...(file && { pdf: file.bytes }) };
  }));
};
