/** What the page of a renewal campaign asks of the node. */
import { useSearchParams } from "wouter";
import { api, dataOf, type Schemas } from "../../../data/api.js";
import { useHeiId } from "../../../data/institution.js";
import { type Pages, useAct, useAnswer, usePages } from "../../../data/queries.js";

export type Programme = Schemas["Programme"];
export type Renewal = Schemas["Renewal"];
export type RenewalStage = Schemas["RenewalStage"];
export type RenewalResult = Schemas["RenewalResult"];
export type Summary = Schemas["AgreementSummary"];

export const STAGES: readonly RenewalStage[] = ["drafted", "sent", "answered", "in-force", "ended"];

/** The years of the programme 2028-2034, until others are chosen. */
const NEXT: Programme = { firstAcademicYear: "2028/2029", lastAcademicYear: "2033/2034" };
const PAGE = 100;
/** The node takes so many at once. */
const PART = 200;

/** The years of the campaign; they stand in the address. */
export const useProgramme = () => {
  const [parameters, setParameters] = useSearchParams();
  const programme: Programme = { firstAcademicYear: parameters.get("first") ?? NEXT.firstAcademicYear, lastAcademicYear: parameters.get("last") ?? NEXT.lastAcademicYear };
  const choose = ({ firstAcademicYear: first, lastAcademicYear: last }: Programme): void => setParameters({ first, last: last < first ? first : last }, { replace: true });
  return { programme, choose };
};

const renewalsOf = (heiId: string) => ["hei", heiId, "agreement-renewals"] as const;
const PATH = "/institutions/{heiId}/agreement-renewals";

export const useFunnel = (programme: Programme): Schemas["RenewalFunnel"] => {
  const heiId = useHeiId();
  return useAnswer([...renewalsOf(heiId), "funnel", programme], (signal) => dataOf(api.GET(`${PATH}/funnel`, { params: { path: { heiId }, query: programme }, signal })));
};

export const useRenewals = (programme: Programme): Pages<Renewal> => {
  const heiId = useHeiId();
  return usePages([...renewalsOf(heiId), "list", programme], (cursor, signal) =>
    dataOf(api.GET(PATH, { params: { path: { heiId }, query: { ...programme, limit: PAGE, ...(cursor !== undefined && { cursor }) } }, signal })));
};

/** Agreements that hold, also those of which a change is proposed. */
export const useHolding = (q: string): Pages<Summary> => {
  const heiId = useHeiId();
  const query = { limit: PAGE, status: ["in-force" as const, "modified" as const], ...(q !== "" && { q }) };
  return usePages(["hei", heiId, "agreements", "list", query], (cursor, signal) =>
    dataOf(api.GET("/institutions/{heiId}/agreements", { params: { path: { heiId }, query: { ...query, ...(cursor !== undefined && { cursor }) } }, signal })));
};

export interface RenewalWish {
  readonly programme: Programme;
  readonly agreementIds: readonly string[];
  readonly dryRun: boolean;
}

/** A result for each, whatever their number. Repeating it is safe: what is there is found. */
export const useRenewing = () => {
  const heiId = useHeiId();
  return useAct(async ({ programme, agreementIds, dryRun }: RenewalWish): Promise<readonly RenewalResult[]> => {
    const results: RenewalResult[] = [];
    for (let at = 0; at < agreementIds.length; at += PART) {
      const body = { ...programme, agreementIds: agreementIds.slice(at, at + PART), dryRun };
      results.push(...(await dataOf(api.POST(PATH, { params: { path: { heiId } }, body }))).items);
    }
    return results;
  }, [renewalsOf(heiId), ["hei", heiId, "inbox"]]);
};

export const useReminding = (programme: Programme) => {
  const heiId = useHeiId();
  return useAct<void, Schemas["RenewalReminders"]>(() => dataOf(api.POST(`${PATH}/reminders`, { params: { path: { heiId } }, body: programme })), [renewalsOf(heiId)]);
};
