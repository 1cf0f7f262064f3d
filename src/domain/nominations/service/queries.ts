/** What offices read about nominations. */
import type { HeiId, OmobilityId } from "../../../kernel/ids.js";
import type { Change } from "../../changes.js";
import type { Page, PageRequest } from "../../page.js";
import type { Problem } from "../../problem.js";
import type { Imobility, Omobility, ReceivedVersion } from "../model.js";
import { untold } from "../older.js";
import type { Workflow } from "../older-facts.js";
import type { MobilityFilter } from "../ports.js";
import { noSuchMobility } from "../transitions/refusals.js";
import type { NominationDependencies } from "./dependencies.js";
import { partnerWarnings } from "./partner-warnings.js";

export const createQueries = ({ store, partners }: Pick<NominationDependencies, "store" | "partners">) => {
  const outgoing = async (heiId: HeiId, id: OmobilityId): Promise<void> => {
    if (!(await store.omobility(heiId, id))) throw noSuchMobility();
  };
  const incoming = async (heiId: HeiId, partnerHeiId: HeiId, id: OmobilityId): Promise<void> => {
    if (!(await store.imobility(heiId, partnerHeiId, id))) throw noSuchMobility();
  };
  return {
    /** By which workflow the partner reads it now, if at all, what of it that cannot carry, and what stands in the way of sending it. */
    reach: (own: Omobility): { readonly workflow?: Workflow; readonly untold: readonly Problem[]; readonly warnings: readonly Problem[] } => {
      const workflow = partners.workflow(own.partnerHeiId);
      return { ...(workflow && { workflow }), untold: workflow === "older" ? untold(own) : [], warnings: partnerWarnings(partners, own.partnerHeiId) };
    },
    omobilities: (heiId: HeiId, filter: MobilityFilter, page: PageRequest): Promise<Page<Omobility>> => store.omobilities(heiId, filter, page),
    imobilities: (heiId: HeiId, filter: MobilityFilter, page: PageRequest): Promise<Page<Imobility>> => store.imobilities(heiId, filter, page),
    /** Everything that the partner could see of it, newest first; 404 when there is no such mobility. */
    sentVersions: async (heiId: HeiId, id: OmobilityId): Promise<readonly Omobility[]> => {
      await outgoing(heiId, id);
      return store.sentVersions(heiId, id);
    },
    receivedVersions: async (heiId: HeiId, partnerHeiId: HeiId, id: OmobilityId): Promise<readonly ReceivedVersion[]> => {
      await incoming(heiId, partnerHeiId, id);
      return store.receivedVersions(heiId, partnerHeiId, id);
    },
    outgoingTimeline: async (heiId: HeiId, id: OmobilityId): Promise<readonly Change[]> => {
      await outgoing(heiId, id);
      return store.timeline(heiId, { sendingHeiId: heiId, omobilityId: id });
    },
    incomingTimeline: async (heiId: HeiId, partnerHeiId: HeiId, id: OmobilityId): Promise<readonly Change[]> => {
      await incoming(heiId, partnerHeiId, id);
      return store.timeline(heiId, { sendingHeiId: partnerHeiId, omobilityId: id });
    },
  };
};
