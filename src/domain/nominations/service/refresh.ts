/** What periodic look-ups ask for (PROTOCOL 6.4.5, 6.8.4). Failures are `PartnerFailure`s. */
import type { HeiId, OmobilityId } from "../../../kernel/ids.js";
import { everyPage, type PageRequest } from "../../page.js";
import type { RefreshKind, RefreshRequest } from "../../refresh-requests.js";
import type { NominationStatus } from "../model.js";
import type { NominationDependencies } from "./dependencies.js";

export const createRefresh = ({ store, partners }: NominationDependencies) => {
  const requests = (kind: RefreshKind, heiId: HeiId, partnerHeiId: HeiId, ids: readonly OmobilityId[]): readonly RefreshRequest[] =>
    [...new Set(ids)].map((objectId) => ({ kind, heiId, partnerHeiId, objectId }));
  return {
    /** The partner's nominations: what its index lists as changed `since`; without, also what is known here, since only that finds silent deletions. */
    nominationsToRefresh: async (heiId: HeiId, partnerHeiId: HeiId, since?: Date): Promise<readonly RefreshRequest[]> => {
      const listed = await partners.index(heiId, partnerHeiId, since);
      const known = since ? [] : await everyPage((page: PageRequest) => store.imobilities(heiId, { partnerHeiId }, page));
      return requests("refresh-omobility", heiId, partnerHeiId, [...listed, ...known.filter(({ goneAt }) => !goneAt).map(({ id }) => id)]);
    },
    /** There is no index of arrivals: every approved nomination of ours is asked for, and in the older workflow all that a verdict may come of. */
    staysToRefresh: async (heiId: HeiId, partnerHeiId: HeiId): Promise<readonly RefreshRequest[]> => {
      const statuses: readonly NominationStatus[] = partners.workflow(partnerHeiId) === "older" ? ["pending", "rejected", "approved"] : ["approved"];
      const sent = await everyPage((page: PageRequest) => store.omobilities(heiId, { partnerHeiId, stage: "sent", statuses }, page));
      return requests("refresh-imobility", heiId, partnerHeiId, sent.map(({ id }) => id));
    },
  };
};
