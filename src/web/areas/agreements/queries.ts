import { useQueryClient } from "@tanstack/react-query";
import { api, dataOf, type Schemas } from "../../data/api.js";
import { useHeiId } from "../../data/institution.js";
import { useAct, useAnswer } from "../../data/queries.js";
import type { Agreement } from "./model.js";


const keyOf = (heiId: string, agreementId: string, view: string) => ["hei", heiId, "agreements", agreementId, view] as const;
const AGREEMENT = "/institutions/{heiId}/agreements/{agreementId}";

/** One agreement with what is asked about it. */
export const useAgreement = (agreementId: string): Agreement => {
  const heiId = useHeiId();
  return useAnswer(keyOf(heiId, agreementId, "state"), (signal) => dataOf(api.GET(AGREEMENT, { params: { path: { heiId, agreementId } }, signal })));
};

export const useCheck = (agreementId: string): Schemas["Check"] => {
  const heiId = useHeiId();
  return useAnswer(keyOf(heiId, agreementId, "check"), (signal) => dataOf(api.GET(`${AGREEMENT}/check`, { params: { path: { heiId, agreementId } }, signal })));
};

export const useComparison = (agreementId: string): Schemas["Comparison"] => {
  const heiId = useHeiId();
  return useAnswer(keyOf(heiId, agreementId, "comparison"), (signal) => dataOf(api.GET(`${AGREEMENT}/comparison`, { params: { path: { heiId, agreementId } }, signal })));
};

export const useTimeline = (agreementId: string): readonly Schemas["Event"][] => {
  const heiId = useHeiId();
  return useAnswer(keyOf(heiId, agreementId, "timeline"), (signal) => dataOf(api.GET(`${AGREEMENT}/timeline`, { params: { path: { heiId, agreementId } }, signal }))).items;
};

export const useVersions = (agreementId: string): Schemas["Versions"] => {
  const heiId = useHeiId();
  return useAnswer(keyOf(heiId, agreementId, "versions"), (signal) => dataOf(api.GET(`${AGREEMENT}/versions`, { params: { path: { heiId, agreementId } }, signal })));
};

export const useSuggestions = (agreementId: string): readonly Schemas["CopySuggestion"][] => {
  const heiId = useHeiId();
  return useAnswer(keyOf(heiId, agreementId, "suggestions"), (signal) => dataOf(api.GET(`${AGREEMENT}/suggestions`, { params: { path: { heiId, agreementId } }, signal }))).items;
};

export const useDeliveries = (objectId: string): readonly Schemas["Delivery"][] => {
  const heiId = useHeiId();
  return useAnswer(["hei", heiId, "deliveries", { objectId }], (signal) => dataOf(api.GET("/institutions/{heiId}/deliveries", { params: { path: { heiId }, query: { objectId, limit: 100 } }, signal }))).items;
};

/** An act on one agreement; whatever is shown of agreements afterwards is asked for anew. */
export const useAgreementAct = <I, T>(act: (at: { readonly heiId: string }, input: I) => Promise<T>) => {
  const heiId = useHeiId();
  return useAct((input: I) => act({ heiId }, input), [["hei", heiId]]);
};

/** Puts an agreement that an answer brought where the pages look for it. */
export const useKeepAgreement = (): ((agreement: Agreement) => void) => {
  const client = useQueryClient();
  return (agreement) => client.setQueryData(keyOf(agreement.heiId, agreement.id, "state"), agreement);
};
