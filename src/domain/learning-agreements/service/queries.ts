/** What offices read about learning agreements; 404 when there is none. */
import type { HeiId, OmobilityId } from "../../../kernel/ids.js";
import type { Change } from "../../changes.js";
import type { Page, PageRequest } from "../../page.js";
import type { IncomingLa } from "../incoming.js";
import type { OutgoingLa } from "../outgoing.js";
import type { IncomingLaFilter, LaScope, LaStore, LaVersion, OutgoingLaFilter } from "../ports.js";
import { noSuchLa } from "../transitions/refusals.js";

export const createQueries = ({ store }: { readonly store: LaStore }) => {
  /** Tombstones are nobody's. */
  const outgoing = async (heiId: HeiId, omobilityId: OmobilityId): Promise<OutgoingLa> => {
    const la = await store.outgoing(heiId, omobilityId);
    if (!la || la.deletedAt) throw noSuchLa();
    return la;
  };
  const incoming = async (scope: LaScope): Promise<IncomingLa> => {
    const la = await store.incoming(scope);
    if (!la) throw noSuchLa();
    return la;
  };
  const ours = (heiId: HeiId, omobilityId: OmobilityId) => ({ sendingHeiId: heiId, omobilityId });
  const theirs = ({ partnerHeiId, omobilityId }: LaScope) => ({ sendingHeiId: partnerHeiId, omobilityId });
  return {
    outgoing,
    incoming,
    listOutgoing: (heiId: HeiId, filter: OutgoingLaFilter, page: PageRequest): Promise<Page<OutgoingLa>> => store.listOutgoing(heiId, filter, page),
    listIncoming: (heiId: HeiId, filter: IncomingLaFilter, page: PageRequest): Promise<Page<IncomingLa>> => store.listIncoming(heiId, filter, page),
    /** Everything that the partner could see, newest first. */
    servedVersions: async (heiId: HeiId, omobilityId: OmobilityId): Promise<readonly LaVersion[]> => {
      await outgoing(heiId, omobilityId);
      return store.versions(heiId, ours(heiId, omobilityId));
    },
    /** Everything that the partner has shown, newest first. */
    receivedVersions: async (scope: LaScope): Promise<readonly LaVersion[]> => {
      await incoming(scope);
      return store.versions(scope.heiId, theirs(scope));
    },
    outgoingTimeline: async (heiId: HeiId, omobilityId: OmobilityId): Promise<readonly Change[]> => {
      await outgoing(heiId, omobilityId);
      return store.timeline(heiId, ours(heiId, omobilityId));
    },
    incomingTimeline: async (scope: LaScope): Promise<readonly Change[]> => {
      await incoming(scope);
      return store.timeline(scope.heiId, theirs(scope));
    },
  };
};
