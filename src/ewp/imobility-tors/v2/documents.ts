import { document, type DocumentOf, many, one, optional, struct } from "../../../xml/schema.js";
import { omobilityId } from "../../../xml/scalars.js";
import { ELMO_V1_NS } from "../../../xml/types/namespaces.js";
import { elmo1 } from "../../common/elmo/v1/documents.js";
import { gradeConversionTable } from "../../common/tors/documents.js";

const SPEC = "https://github.com/erasmus-without-paper/ewp-specs-api-imobility-tors/blob/stable-v2/endpoints";
const GET = `${SPEC}/get-response.xsd`;

/** PROTOCOL 5.19; the ELMO inside is version 1.6. */
export const getResponse = document(GET, "imobility-tors-get-response", {
  tors: many("tor", struct(GET, {
    omobilityId: one("omobility-id", omobilityId),
    elmo: one("elmo", elmo1, { ns: ELMO_V1_NS }),
    gradeConversionTable: optional("gradeConversionTable", gradeConversionTable(GET)),
  })),
});
export type GetResponse = DocumentOf<typeof getResponse>;

export const indexResponse = document(`${SPEC}/index-response.xsd`, "imobility-tors-index-response", { omobilityIds: many("omobility-id", omobilityId) });
export type IndexResponse = DocumentOf<typeof indexResponse>;
