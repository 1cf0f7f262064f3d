import type { Printout } from "../../../src/domain/printouts/model.js";
import { setHere } from "../../../src/pdf/printer/set.js";
import { runsOf } from "../../../src/pdf/setting/settable.js";
import { textOfPdf } from "./read-pdf.js";

/** Runs are broken where lines are: blanks are not compared. */
export const packed = (text: string): string => text.replace(/\s+/g, "");

/** As our fonts show it. */
export const asSet = (text: string): string => packed(runsOf(text).map((run) => run.text).join(""));

/** All words of a printout, packed; what stands on each page (`every`) is taken out, so that texts go on over pages. */
export const wordsOf = async (printout: Printout, every: readonly RegExp[] = []): Promise<string> =>
  every.reduce((words, one) => words.replaceAll(one, ""), packed(textOfPdf(await setHere.print(printout))));

/** Every text and number in a value, with where it stands; what `isLeftOut` names is passed over. */
export const leavesOf = (value: unknown, isLeftOut: (field: string) => boolean, field = ""): readonly (readonly [field: string, text: string])[] => {
  if (isLeftOut(field)) return [];
  if (typeof value === "string" || typeof value === "number") return [[field, String(value)]];
  if (Array.isArray(value)) return value.flatMap((item, at) => leavesOf(item, isLeftOut, `${field}[${at}]`));
  if (typeof value !== "object" || value === null || value instanceof Date) return [];
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, isLeftOut, field === "" ? name : `${field}.${name}`));
};
