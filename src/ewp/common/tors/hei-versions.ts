import { document, many, one, optional, struct } from "../../../xml/schema.js";
import { omobilityId as omobilityIdText } from "../../../xml/scalars.js";
import { ELMO_V1_NS } from "../../../xml/types/namespaces.js";
import { defineApi, endpoint } from "../../runtime/define.js";
import { dateTime, heiId, omobilityId } from "../../runtime/param-types.js";
import { optional as optionalParam, repeatable, required } from "../../runtime/params.js";
import { elmo1 } from "../elmo/v1/documents.js";
import { gradeConversionTable, torsIndex } from "./documents.js";

/** Versions 1 and 2 are the same but for their namespaces: ELMO 1.6, and parameters for the institutions (PROTOCOL 5.19). */
export const heiVersionDocuments = (major: 1 | 2) => {
  const spec = `https://github.com/erasmus-without-paper/ewp-specs-api-imobility-tors/blob/stable-v${major}/endpoints`;
  const get = `${spec}/get-response.xsd`;
  return {
    getResponse: document(get, "imobility-tors-get-response", {
      tors: many("tor", struct(get, {
        omobilityId: one("omobility-id", omobilityIdText),
        elmo: one("elmo", elmo1, { ns: ELMO_V1_NS }),
        gradeConversionTable: optional("gradeConversionTable", gradeConversionTable(get)),
      })),
    }),
    indexResponse: torsIndex(spec),
  };
};

/** Transcripts that the receiving institution serves to the sending one. */
export const heiVersionApi = (major: 1 | 2, { getResponse, indexResponse }: ReturnType<typeof heiVersionDocuments>) => defineApi({
  name: "imobility-tors",
  version: `${major}.0.0`,
  manifestNamespace: `https://github.com/erasmus-without-paper/ewp-specs-api-imobility-tors/blob/stable-v${major}/manifest-entry.xsd`,
  limits: { "max-omobility-ids": 10 },
  manifestOrder: ["get-url", "index-url", "max-omobility-ids"],
  endpoints: {
    get: endpoint({
      methods: ["GET", "POST"],
      params: { receivingHeiId: required("receiving_hei_id", heiId), omobilityIds: repeatable("omobility_id", omobilityId, { min: 1, max: "max-omobility-ids" }) },
      response: getResponse,
    }),
    index: endpoint({
      methods: ["GET", "POST"],
      params: { receivingHeiId: required("receiving_hei_id", heiId), sendingHeiIds: repeatable("sending_hei_id", heiId), modifiedSince: optionalParam("modified_since", dateTime) },
      response: indexResponse,
    }),
  },
});
