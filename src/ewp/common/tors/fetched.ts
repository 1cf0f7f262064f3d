import { PartnerFailure } from "../../../domain/partner-failure.js";
import type { OmobilityId } from "../../../kernel/ids.js";

/** Far beyond any real partnership. */
const MOST_IDS = 50_000;

/** The transcript that was asked for; only an answer without any says that there is none. */
export const onlyAsked = <T extends { readonly omobilityId: OmobilityId }>(tors: readonly T[], omobilityId: OmobilityId, exchangeId: string): T | undefined => {
  if (tors.length === 0) return undefined;
  const [tor, ...more] = tors;
  if (tor?.omobilityId === omobilityId && more.length === 0) return tor;
  throw new PartnerFailure({ reason: "The partner answered with a transcript that was not asked for. Its provider has to repair this.", retry: false, exchangeId });
};

/** Ids of an index, each once. */
export const listedIds = (ids: readonly OmobilityId[], exchangeId: string): readonly OmobilityId[] => {
  if (ids.length > MOST_IDS) throw new PartnerFailure({ reason: `The partner lists more than ${MOST_IDS} transcripts for us. Its provider has to repair this.`, retry: false, exchangeId });
  return [...new Set(ids)];
};
