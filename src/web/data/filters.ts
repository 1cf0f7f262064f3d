import { useSearchParams } from "wouter";

/** What a list is narrowed to; it stands in the address, so that a list can be kept and sent to a colleague. Absent = empty text. */
export const useFilters = <N extends string>(names: readonly N[]) => {
  const [parameters, setParameters] = useSearchParams();
  const filters = Object.fromEntries(names.map((name) => [name, parameters.get(name) ?? ""])) as Readonly<Record<N, string>>;
  const set = (name: N, value: string): void =>
    setParameters((before) => {
      const after = new URLSearchParams(before);
      if (value === "") after.delete(name);
      else after.set(name, value);
      return after;
    }, { replace: true });
  return { filters, set, clear: () => setParameters({}, { replace: true }), isNarrowed: names.some((name) => filters[name] !== "") };
};
