/** What delivery asks for: look-ups that keep our view of partners true (PROTOCOL 6.8.3, 6.8.4). Failures are `PartnerFailure`s. */
import type { HeiId, IiaId } from "../../../kernel/ids.js";
import { everyPage, type Page, type PageRequest } from "../../page.js";
import type { RefreshRequest } from "../../refresh-requests.js";
import type { AgreementPair, PartnerCopy } from "../model.js";
import { inForceNow } from "../standing.js";
import type { AgreementDependencies } from "./dependencies.js";
import type { Look } from "./look.js";

export const createRefresh = ({ store, partners }: AgreementDependencies, look: Look) => {
  const held = (heiId: HeiId, partnerHeiId: HeiId): Promise<readonly PartnerCopy[]> =>
    everyPage((page: PageRequest): Promise<Page<PartnerCopy>> => store.partnerCopies(heiId, { partnerHeiId, gone: false }, page));
  const shared = (heiId: HeiId, partnerHeiId: HeiId): Promise<readonly AgreementPair[]> =>
    everyPage((page: PageRequest) => store.list(heiId, { partnerHeiId, stages: ["shared"] }, page));

  return {
    /** Reads the partner's copy with this id and records what came of it: new, changed, unchanged or gone. */
    refreshCopy: async (heiId: HeiId, partnerHeiId: HeiId, theirId: IiaId): Promise<void> => {
      await look.atCopy(heiId, partnerHeiId, theirId);
    },

    /** Asks the partner what it approved of our copy. Ids that are not ours, not shared with this partner or not bound are ignored. */
    refreshApproval: (heiId: HeiId, partnerHeiId: HeiId, ourId: IiaId): Promise<void> => look.atApproval(heiId, partnerHeiId, ourId),

    /**
     * What to look at after asking the partner's index. With `since`: what it lists as modified. Without: everything
     * listed, everything held that is no longer listed (only this finds silent deletions), and the approvals of every
     * bound agreement that is not in force.
     */
    toRefresh: async (heiId: HeiId, partnerHeiId: HeiId, since?: Date): Promise<readonly RefreshRequest[]> => {
      const listed = await partners.index(heiId, partnerHeiId, since);
      const copies = (ids: readonly IiaId[]) => [...new Set(ids)].map((objectId): RefreshRequest => ({ kind: "refresh-iia", heiId, partnerHeiId, objectId }));
      if (since) return copies(listed);
      const known = (await held(heiId, partnerHeiId)).map(({ iiaId }) => iiaId);
      const waiting = (await shared(heiId, partnerHeiId)).filter((pair) => pair.agreement.partnerIiaId !== undefined && !inForceNow(pair));
      return [
        ...copies([...listed, ...known]),
        ...waiting.map(({ agreement }): RefreshRequest => ({ kind: "refresh-iia-approval", heiId, partnerHeiId, objectId: agreement.id })),
      ];
    },
  };
};
