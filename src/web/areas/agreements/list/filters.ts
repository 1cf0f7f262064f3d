import { useSearchParams } from "wouter";
import type { AgreementStatus } from "../status.js";

/** What the list is narrowed to; it stands in the address, so that a list can be kept and sent to a colleague. */
export interface Filters {
  readonly q: string;
  readonly status: AgreementStatus | "";
  readonly academicYear: string;
  readonly iscedFCode: string;
  readonly eqfLevel: string;
  readonly country: string;
}

const NAMES = ["q", "status", "academicYear", "iscedFCode", "eqfLevel", "country"] as const;

export const useFilters = () => {
  const [parameters, setParameters] = useSearchParams();
  const filters = Object.fromEntries(NAMES.map((name) => [name, parameters.get(name) ?? ""])) as unknown as Filters;
  const set = (name: keyof Filters, value: string): void =>
    setParameters((before) => {
      const after = new URLSearchParams(before);
      if (value === "") after.delete(name);
      else after.set(name, value);
      return after;
    }, { replace: true });
  return { filters, set, clear: () => setParameters({}, { replace: true }), isNarrowed: NAMES.some((name) => filters[name] !== "") };
};
