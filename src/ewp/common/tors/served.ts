import type { IssuedTranscript } from "../../../domain/transcripts/outgoing/model.js";
import type { TranscriptStore } from "../../../domain/transcripts/ports.js";
import type { HeiId, OmobilityId } from "../../../kernel/ids.js";

export interface TranscriptServices {
  readonly transcripts: Pick<TranscriptStore, "servedTo" | "indexFor">;
}

interface Asked {
  readonly heiId: HeiId;
  readonly partners: readonly HeiId[];
  readonly ids: readonly OmobilityId[];
}

/** What these partners may read of what was asked for, in the order asked for, each once. */
export const servedTranscripts = ({ transcripts }: TranscriptServices) => async ({ heiId, partners, ids }: Asked): Promise<readonly IssuedTranscript[]> => {
  const found = (await Promise.all(partners.map((partner) => transcripts.servedTo(heiId, partner, ids)))).flat();
  return [...new Set(ids)].flatMap((id) => found.filter(({ omobilityId }) => omobilityId === id));
};
