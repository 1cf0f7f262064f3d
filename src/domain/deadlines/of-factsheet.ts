import { isDay } from "../../kernel/day.js";
import type { Deadline, DeadlineCode, KnownFactsheet, Period } from "./model.js";
import { within, yearsOf } from "./model.js";

const TERMS = ["autumnTerm", "springTerm"] as const;
const WHAT = [["nominations", "studentNominations"], ["applications", "studentApplications"]] as const;

/** When nominations and applications end each year, with us or with a partner (PROTOCOL 5.5). */
export const factsheetDeadlines = (factsheet: KnownFactsheet, { ours, period }: { readonly ours: boolean; readonly period: Period }): readonly Deadline[] =>
  WHAT.flatMap(([what, field]) => TERMS.flatMap((term) => yearsOf(period).map((year) => {
    const code: DeadlineCode = `${what}-to-${ours ? "us" : "partner"}`;
    const [name, on] = [term === "autumnTerm" ? "autumn" : "spring", dayIn(year, factsheet[field][term])];
    return { id: `${code}/${factsheet.heiId}/${name}/${year}`, on, code, sentence: sentenceOf(what, ours, name), data: { term: name }, unitIds: [], ...(!ours && { partnerHeiId: factsheet.heiId }) };
  }))).filter(within(period));

const sentenceOf = (what: "nominations" | "applications", ours: boolean, term: string): string => {
  if (ours) return what === "nominations" ? `Last day for partners to nominate students for your ${term} term.` : `Last day for exchange students to apply for your ${term} term.`;
  return what === "nominations" ? `Last day to nominate students for the partner's ${term} term.` : `Last day for your students to apply for the partner's ${term} term.`;
};

/** `--02-29` is the 28th in most years. */
const dayIn = (year: number, monthDay: string): string => {
  const day = `${year}-${monthDay.slice(2, 7)}`;
  return isDay(day) ? day : `${year}-${monthDay.slice(2, 4)}-28`;
};
