import type { Problem } from "../problem.js";
import { everyResult, type Result } from "./model.js";

/** The protocol writes `ects`, the official example `ECTS`. */
export const isEcts = ({ scheme }: { readonly scheme: string }): boolean => scheme.toLowerCase() === "ects";

const hasCredits = ({ credits }: Result): boolean => credits.some(({ value }) => value !== undefined && Number(value) > 0);

/** Credits stand on one level of the tree only, and each course instance counts once. */
export const creditsTwice = (results: readonly Result[]): readonly Problem[] => {
  const seen = new Set<string>();
  const visit = (result: Result, path: string, counted: boolean): readonly Problem[] => {
    const counts = hasCredits(result);
    const id = result.loiId ?? result.losId;
    const repeated = counts && id !== undefined && seen.has(id);
    if (counts && id !== undefined) seen.add(id);
    return [
      ...(counts && counted ? [{ field: `${path}.credits`, problem: "are counted twice, here and in what this is a part of", expected: "credits on one level only" }] : []),
      ...(repeated ? [{ field: `${path}.credits`, problem: "are counted twice: the same course stands here again", expected: "each course instance once" }] : []),
      ...result.parts.flatMap((part, i) => visit(part, `${path}.parts[${i}]`, counted || counts)),
    ];
  };
  return results.flatMap((result, i) => visit(result, `results[${i}]`, false));
};

/** ECTS credits of what was passed, as an exact decimal. */
export const passedEcts = (results: readonly Result[]): string => {
  const values = everyResult(results).filter(({ status }) => status === "passed").flatMap(({ credits }) => credits.filter(isEcts).map(({ value }) => value ?? "0"));
  return sumOf(values);
};

/** Sum of decimals without rounding. */
export const sumOf = (values: readonly string[]): string => {
  const digits = Math.max(0, ...values.map((value) => (value.split(".")[1] ?? "").length));
  const total = values.map((value) => scaled(value, digits)).reduce((sum, value) => sum + value, 0n);
  const text = String(total).padStart(digits + 1, "0");
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`.replace(/\.?0+$/, "");
};

/** A decimal as a whole number of its smallest parts: `scaled("7.5", 2)` is 750. */
export const scaled = (value: string, digits: number): bigint => {
  const [whole = "0", fraction = ""] = value.replace(/^\+/, "").split(".");
  return BigInt(`${whole === "" || whole === "-" ? `${whole}0` : whole}${fraction.padEnd(digits, "0").slice(0, digits)}`);
};
