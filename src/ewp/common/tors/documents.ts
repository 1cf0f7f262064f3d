import { attribute, many, struct } from "../../../xml/schema.js";
import { decimal, string } from "../../../xml/scalars.js";

/** How often each grade was given, per ISCED-F code, in percent (PROTOCOL 5.19). */
export const gradeConversionTable = (ns: string) => struct(ns, {
  tables: many("iscedTable", struct(ns, {
    iscedCode: attribute("iscedCode", string),
    frequencies: many("gradeFrequency", struct(ns, { label: attribute("label", string), percentage: attribute("percentage", decimal) }), { min: 1 }),
  }), { min: 1 }),
});
