/** What the inbox asks of the node. */
import { useSearchParams } from "wouter";
import { api, dataOf, type Schemas } from "../../data/api.js";
import { useHeiId } from "../../data/institution.js";
import { type Pages, useAnswer, usePages } from "../../data/queries.js";

export type InboxItem = Schemas["InboxItem"];
export type InboxGroup = Schemas["InboxGroup"];
export type InboxKind = Schemas["InboxKind"];

export const GROUPS: readonly InboxGroup[] = ["new", "changed", "waiting-for-us", "waiting-for-them", "stuck"];
export const KINDS: readonly InboxKind[] = [
  "agreement", "incoming-copy", "outgoing-nomination", "incoming-nomination", "outgoing-learning-agreement", "incoming-learning-agreement", "outgoing-transcript", "incoming-transcript", "delivery",
];
const PAGE = 100;

/** What the inbox is narrowed to; it stands in the address. */
export interface InboxFilters {
  readonly group: InboxGroup | "";
  readonly kind: InboxKind | "";
  readonly partner: string;
  readonly order: "partner" | "due";
}

export const useInboxFilters = () => {
  const [parameters, setParameters] = useSearchParams();
  const of = (name: string): string => parameters.get(name) ?? "";
  const filters: InboxFilters = {
    group: GROUPS.find((group) => group === of("group")) ?? "", kind: KINDS.find((kind) => kind === of("kind")) ?? "",
    partner: of("partner"), order: of("order") === "due" ? "due" : "partner",
  };
  const set = (name: keyof InboxFilters, value: string): void => setParameters((before) => {
    const after = new URLSearchParams(before);
    if (value === "") after.delete(name);
    else after.set(name, value);
    return after;
  }, { replace: true });
  return { filters, set };
};

const narrowed = ({ kind, partner }: Pick<InboxFilters, "kind" | "partner">) => ({ ...(kind !== "" && { kind: [kind] }), ...(partner !== "" && { partner }) });

/** The numbers per group, kind and partner. */
export const useInboxSummary = (filters: Pick<InboxFilters, "kind" | "partner"> = { kind: "", partner: "" }): Schemas["InboxSummary"] => {
  const heiId = useHeiId();
  const query = narrowed(filters);
  return useAnswer(["hei", heiId, "inbox", "summary", query], (signal) => dataOf(api.GET("/institutions/{heiId}/inbox/summary", { params: { path: { heiId }, query }, signal })));
};

export const useInbox = ({ group, order, ...rest }: InboxFilters): Pages<InboxItem> => {
  const heiId = useHeiId();
  const query = { limit: PAGE, order, ...narrowed(rest), ...(group !== "" && { group: [group] }) };
  return usePages(["hei", heiId, "inbox", "list", query], (cursor, signal) =>
    dataOf(api.GET("/institutions/{heiId}/inbox", { params: { path: { heiId }, query: { ...query, ...(cursor !== undefined && { cursor }) } }, signal })));
};

/** The first hundred copies that can be approved as they are. */
export const useIdentical = (): readonly InboxItem[] => {
  const heiId = useHeiId();
  return useAnswer(["hei", heiId, "inbox", "identical"], async (signal) =>
    (await dataOf(api.GET("/institutions/{heiId}/inbox", { params: { path: { heiId }, query: { identical: true, limit: PAGE } }, signal }))).items);
};
