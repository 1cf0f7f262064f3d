import { api, dataOf, type Schemas } from "../../data/api.js";
import { useHeiId } from "../../data/institution.js";
import { type Pages, useAct, useAnswer, usePages } from "../../data/queries.js";
import { type Direction, type Incoming, type NominationSummary, ofIncoming, ofOutgoing, type Outgoing } from "./model.js";

const OUT = "/institutions/{heiId}/outgoing-nominations/{omobilityId}";
const IN = "/institutions/{heiId}/incoming-nominations/{partnerHeiId}/{omobilityId}";
const PAGE = 100;

export interface NominationQuestion {
  readonly academicYear?: string;
  readonly partner?: string;
  readonly status?: Schemas["NominationStatus"][];
  /** Only of our own. */
  readonly stage?: "draft" | "sent";
}

/** A list of one direction, page by page. */
export const useNominations = (direction: Direction, { stage, ...question }: NominationQuestion): Pages<NominationSummary> => {
  const heiId = useHeiId();
  return usePages(["hei", heiId, "nominations", direction, { stage, ...question }], async (cursor, signal) => {
    const query = { limit: PAGE, ...question, ...(cursor !== undefined && { cursor }) };
    const path = { heiId };
    if (direction === "outgoing") {
      const { items, ...next } = await dataOf(api.GET("/institutions/{heiId}/outgoing-nominations", { params: { path, query: { ...query, ...(stage && { stage }) } }, signal }));
      return { items: items.map(ofOutgoing), ...next };
    }
    const { items, ...next } = await dataOf(api.GET("/institutions/{heiId}/incoming-nominations", { params: { path, query }, signal }));
    return { items: items.map(ofIncoming), ...next };
  });
};

export const useOutgoing = (omobilityId: string): Outgoing => {
  const heiId = useHeiId();
  return useAnswer(["hei", heiId, "nominations", "outgoing", omobilityId], (signal) => dataOf(api.GET(OUT, { params: { path: { heiId, omobilityId } }, signal })));
};

export const useIncoming = (partnerHeiId: string, omobilityId: string): Incoming => {
  const heiId = useHeiId();
  return useAnswer(["hei", heiId, "nominations", "incoming", partnerHeiId, omobilityId], (signal) => dataOf(api.GET(IN, { params: { path: { heiId, partnerHeiId, omobilityId } }, signal })));
};

export const useTimeline = (omobilityId: string, partnerHeiId?: string): readonly Schemas["MobilityEvent"][] => {
  const heiId = useHeiId();
  return useAnswer(["hei", heiId, "nominations", partnerHeiId, omobilityId, "timeline"], (signal) => dataOf(partnerHeiId === undefined
    ? api.GET(`${OUT}/timeline`, { params: { path: { heiId, omobilityId } }, signal })
    : api.GET(`${IN}/timeline`, { params: { path: { heiId, partnerHeiId, omobilityId } }, signal }))).items;
};

export const useOutgoingVersions = (omobilityId: string): readonly Outgoing[] => {
  const heiId = useHeiId();
  return useAnswer(["hei", heiId, "nominations", "outgoing", omobilityId, "versions"], (signal) => dataOf(api.GET(`${OUT}/versions`, { params: { path: { heiId, omobilityId } }, signal }))).items;
};

export const useIncomingVersions = (partnerHeiId: string, omobilityId: string): readonly Schemas["ReceivedVersion"][] => {
  const heiId = useHeiId();
  return useAnswer(["hei", heiId, "nominations", "incoming", partnerHeiId, omobilityId, "versions"], (signal) => dataOf(api.GET(`${IN}/versions`, { params: { path: { heiId, partnerHeiId, omobilityId } }, signal }))).items;
};

/** An act of the page's institution; everything of it that is shown is asked for anew. */
export const useInstitutionAct = <I, T>(act: (input: I) => Promise<T>) => useAct(act, [["hei", useHeiId()]]);
