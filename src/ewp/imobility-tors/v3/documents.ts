import { document, many, one, optional, struct } from "../../../xml/schema.js";
import { academicYear, omobilityId } from "../../../xml/scalars.js";
import { ELMO_V2_NS } from "../../../xml/types/namespaces.js";
import { elmo2 } from "../../common/elmo/v2/documents.js";
import { gradeConversionTable, torsIndex } from "../../common/tors/documents.js";

const SPEC = "https://github.com/erasmus-without-paper/ewp-specs-api-imobility-tors/blob/stable-v3/endpoints";
const GET = `${SPEC}/get-response.xsd`;

/** PROTOCOL 5.19; the ELMO inside is version 2.1.1. */
export const getResponse = document(GET, "imobility-tors-get-response", {
  tors: many("tor", struct(GET, {
    omobilityId: one("omobility-id", omobilityId),
    receivingAcademicYearId: one("receiving-academic-year-id", academicYear),
    elmo: one("elmo", elmo2, { ns: ELMO_V2_NS }),
    gradeConversionTable: optional("gradeConversionTable", gradeConversionTable(GET)),
  })),
});

export const indexResponse = torsIndex(SPEC);
