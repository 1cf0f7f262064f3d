import type { SignatureFinding } from "../../../domain/transcripts/receive-rules.js";
import { PartnerFailure } from "../../../domain/partner-failure.js";
import type { OmobilityId } from "../../../kernel/ids.js";
import { checkSignatures } from "../elmo/check-signature.js";

/** Far beyond any real partnership. */
const MOST_IDS = 50_000;

/** With a document attached to each, more would often be larger than an answer may be. */
export const MOST_TRANSCRIPTS = 10;

interface Tor {
  readonly omobilityId: OmobilityId;
  readonly elmo: { readonly signature?: unknown };
}

interface Asked {
  readonly id: OmobilityId;
  /** All that were asked for by the same call. */
  readonly ids: readonly OmobilityId[];
}

/** The transcript that was asked for; none only of an answer that holds nothing else, and nothing twice. */
export const onlyAsked = <T extends Tor>(tors: readonly T[], { id, ids }: Asked, exchangeId: string): T | undefined => {
  const answered = tors.map(({ omobilityId }) => omobilityId);
  if (new Set(answered).size === answered.length && answered.every((one) => ids.includes(one))) return tors.find(({ omobilityId }) => omobilityId === id);
  throw new PartnerFailure({ reason: "The partner answered with a transcript that was not asked for. Its provider has to repair this.", retry: false, exchangeId });
};

/** What the signatures of an answer's transcripts are worth; all are looked at once, and none where none has any. */
export const signaturesIn = <T extends Tor>(tors: readonly T[], body: Uint8Array): ((tor: T) => SignatureFinding) => {
  let findings: readonly SignatureFinding[] | undefined;
  return (tor) => {
    if (!tor.elmo.signature) return "none";
    findings ??= checkSignatures(body);
    // Were there more than were read, nobody could tell which is whose.
    return (findings.length === tors.length && findings[tors.indexOf(tor)]) || "broken";
  };
};

/** Ids of an index, each once. */
export const listedIds = (ids: readonly OmobilityId[], exchangeId: string): readonly OmobilityId[] => {
  if (ids.length > MOST_IDS) throw new PartnerFailure({ reason: `The partner lists more than ${MOST_IDS} transcripts for us. Its provider has to repair this.`, retry: false, exchangeId });
  return [...new Set(ids)];
};
