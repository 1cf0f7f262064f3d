/** What the pages of deadlines ask of the node. */
import { useMemo } from "react";
import { useSearchParams } from "wouter";
import { api, dataOf, type Schemas } from "../../data/api.js";
import { now } from "../../data/browser.js";
import { useHeiId } from "../../data/institution.js";
import { useAct, useAnswer } from "../../data/queries.js";

export type Deadline = Schemas["Deadline"];
export type CalendarFeed = Schemas["CalendarFeed"];
export type CreatedCalendarFeed = Schemas["CreatedCalendarFeed"];

/** How many months ahead the page can show; the first is what it shows by itself. */
export const HORIZONS = ["3", "6", "13"] as const;
export type Horizon = (typeof HORIZONS)[number];

/** What the page is narrowed to; it stands in the address. */
export const useDeadlineFilters = () => {
  const [parameters, setParameters] = useSearchParams();
  const filters = { months: HORIZONS.find((one) => one === parameters.get("months")) ?? HORIZONS[0], partner: parameters.get("partner") ?? "" };
  const set = (name: keyof typeof filters, value: string): void => setParameters((before) => {
    const after = new URLSearchParams(before);
    if (value === "") after.delete(name);
    else after.set(name, value);
    return after;
  }, { replace: true });
  return { filters, set };
};

/** From today on, in the order of their days. */
export const useDeadlines = (months: Horizon): readonly Deadline[] => {
  const heiId = useHeiId();
  const query = { to: endOfMonths(now(), Number(months)) };
  return useAnswer(["hei", heiId, "deadlines", query], (signal) => dataOf(api.GET("/institutions/{heiId}/deadlines", { params: { path: { heiId }, query }, signal }))).items;
};

/** The last day of the month so many months after this one, YYYY-MM-DD. */
const endOfMonths = (today: Date, months: number): string =>
  new Date(Date.UTC(today.getFullYear(), today.getMonth() + months + 1, 0)).toISOString().slice(0, 10);

const feedsOf = (heiId: string) => ["hei", heiId, "calendar-feeds"] as const;

export const useCalendarFeeds = (): readonly CalendarFeed[] => {
  const heiId = useHeiId();
  return useAnswer(feedsOf(heiId), (signal) => dataOf(api.GET("/institutions/{heiId}/calendar-feeds", { params: { path: { heiId } }, signal }))).items;
};

export const useCreateFeed = () => {
  const heiId = useHeiId();
  return useAct((name: string): Promise<CreatedCalendarFeed> => dataOf(api.POST("/institutions/{heiId}/calendar-feeds", { params: { path: { heiId } }, body: { name } })), [feedsOf(heiId)]);
};

export const useRevokeFeed = (feedId: string) => {
  const heiId = useHeiId();
  return useAct<void, unknown>(() => dataOf(api.DELETE("/institutions/{heiId}/calendar-feeds/{feedId}", { params: { path: { heiId, feedId } } })), [feedsOf(heiId)]);
};

export const useDigest = () => {
  const heiId = useHeiId();
  const key = useMemo(() => ["hei", heiId, "digest"] as const, [heiId]);
  const digest = useAnswer(key, (signal) => dataOf(api.GET("/institutions/{heiId}/digest", { params: { path: { heiId } }, signal })));
  const changing = useAct((wanted: boolean) => dataOf(api.PUT("/institutions/{heiId}/digest", { params: { path: { heiId } }, body: { wanted } })), [key]);
  return { digest, changing };
};
