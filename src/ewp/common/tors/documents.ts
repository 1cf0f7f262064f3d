import { attribute, document, many, struct } from "../../../xml/schema.js";
import { decimal, omobilityId, string } from "../../../xml/scalars.js";

/** How often each grade was given, per ISCED-F code, in percent (PROTOCOL 5.19). */
export const gradeConversionTable = (ns: string) => struct(ns, {
  tables: many("iscedTable", struct(ns, {
    iscedCode: attribute("iscedCode", string),
    frequencies: many("gradeFrequency", struct(ns, { label: attribute("label", string), percentage: attribute("percentage", decimal) }), { min: 1 }),
  }), { min: 1 }),
});

/** The ids of the transcripts that the caller may fetch; `spec` is the version's folder of endpoints. */
export const torsIndex = (spec: string) => document(`${spec}/index-response.xsd`, "imobility-tors-index-response", { omobilityIds: many("omobility-id", omobilityId) });
