import { PartnerFailure } from "../../domain/partner-failure.js";
import type { HeiId, OmobilityId } from "../../kernel/ids.js";

/** Far beyond any real partnership; comparing and storing more would keep this node from everything else. */
const MOST_IDS = 50_000;
const LONG_INDEX = `The partner lists more than ${MOST_IDS} nominations for us. Its provider has to repair this.`;
const OTHER_NOMINATION = "The partner answered with a nomination that was not asked for. Its provider has to repair this.";
const WRONG_PARTIES = "The partner's nomination does not name the partner as sending and us as receiving institution. Its provider has to repair this.";

const failure = (reason: string, exchangeId: string): PartnerFailure => new PartnerFailure({ reason, retry: false, exchangeId });

interface Asked {
  readonly id: OmobilityId;
  /** All that were asked for by the same call. */
  readonly ids: readonly OmobilityId[];
}

/** What was asked for, of an answer; undefined when it is gone, which nothing says that holds what was not asked for. */
export const askedFor = <T extends { readonly omobilityId: OmobilityId }>(answered: readonly T[], { id, ids }: Asked, exchangeId: string): T | undefined => {
  const found = answered.find(({ omobilityId }) => omobilityId === id);
  if (!found && answered.some(({ omobilityId }) => !ids.includes(omobilityId))) throw failure(OTHER_NOMINATION, exchangeId);
  return found;
};

interface Parties {
  readonly sendingHei: { readonly heiId: HeiId };
  readonly receivingHei: { readonly heiId: HeiId };
}

/** The partner has to be the sending, we the receiving institution. */
export const checkParties = ({ sendingHei, receivingHei }: Parties, { from, to }: { readonly from: HeiId; readonly to: HeiId }, exchangeId: string): void => {
  if (sendingHei.heiId !== to || receivingHei.heiId !== from) throw failure(WRONG_PARTIES, exchangeId);
};

/** Ids of an index, each once. */
export const listedNominations = (ids: readonly OmobilityId[], exchangeId: string): readonly OmobilityId[] => {
  if (ids.length > MOST_IDS) throw failure(LONG_INDEX, exchangeId);
  return [...new Set(ids)];
};
