import { omobilityId, type HeiId } from "../../kernel/ids.js";
import { everyPage } from "../page.js";
import type { RefreshRequest } from "../refresh-requests.js";
import type { IncomingLa } from "./incoming.js";
import type { LaScope, PartnerLas } from "./ports.js";
import { createCommands, type LaCommandParts } from "./service/commands.js";
import { createLook } from "./service/look.js";
import { createQueries } from "./service/queries.js";
import { receiveUpdates } from "./service/received-updates.js";
import { noSuchLa } from "./transitions/refusals.js";

/** Learning agreements as offices, partners and delivery use them. Commands throw `EwpError`s; what asks partners fails with `PartnerFailure`. */
export const createLearningAgreements = (dependencies: LaCommandParts & { readonly partners: PartnerLas }) => {
  const { store, partners } = dependencies;
  const look = createLook(dependencies);
  const scopeOf = (heiId: HeiId, partnerHeiId: HeiId, objectId: string): LaScope => ({ heiId, partnerHeiId, omobilityId: omobilityId(objectId) });
  return {
    ...createCommands(dependencies),
    ...createQueries(dependencies),
    receiveUpdate: receiveUpdates(dependencies),
    /** Reads the partner's agreement and records what came of it. */
    refresh: async (heiId: HeiId, partnerHeiId: HeiId, objectId: string): Promise<void> => void (await look.at(scopeOf(heiId, partnerHeiId, objectId))),
    /** The same look, done while an officer waits; 404 when the partner serves none and none was known. */
    refreshNow: async (scope: LaScope): Promise<IncomingLa> => {
      const la = await look.at(scope);
      if (!la) throw noSuchLa();
      return la;
    },
    /** Tells the partner our answer, if one still waits. */
    tell: (heiId: HeiId, partnerHeiId: HeiId, objectId: string): Promise<string | undefined> => look.tell(scopeOf(heiId, partnerHeiId, objectId)),
    /** What to look at after asking the partner's index; without `since` also what it no longer lists (PROTOCOL 6.8.4). */
    toRefresh: async (heiId: HeiId, partnerHeiId: HeiId, since?: Date): Promise<readonly RefreshRequest[]> => {
      const listed = await partners.index(heiId, partnerHeiId, since);
      const held = since ? [] : (await everyPage((page) => store.listIncoming(heiId, { partnerHeiId }, page))).filter(({ goneAt }) => !goneAt).map((la) => la.omobilityId);
      return [...new Set([...listed, ...held])].map((objectId) => ({ kind: "refresh-omobility-la", heiId, partnerHeiId, objectId }));
    },
  };
};
export type LearningAgreements = ReturnType<typeof createLearningAgreements>;
