/** Every document that is described in src/ewp, by the slice it belongs to, and the shared types that none of them holds yet. */
import { elmo1Document } from "../../../src/ewp/common/elmo/v1/documents.js";
import { elmo2Document } from "../../../src/ewp/common/elmo/v2/documents.js";
import { courseReplicationResponse } from "../../../src/ewp/course-replication/v1/documents.js";
import { coursesResponse } from "../../../src/ewp/courses/v0/documents.js";
import { discoveryEntry, manifest } from "../../../src/ewp/discovery/v6/documents.js";
import { echoResponse } from "../../../src/ewp/echo/v2/documents.js";
import { factsheetResponse } from "../../../src/ewp/factsheet/v1/documents.js";
import { iiaApprovalCnrResponse } from "../../../src/ewp/iia-approval-cnr/v2/documents.js";
import { iiaCnrResponse } from "../../../src/ewp/iia-cnr/v3/documents.js";
import { iiasApprovalResponse } from "../../../src/ewp/iias-approval/v2/documents.js";
import { getResponse, indexResponse, statsResponse } from "../../../src/ewp/iias/v7/documents.js";
import { imobilityTorCnrResponse as torCnrV1 } from "../../../src/ewp/imobility-tor-cnr/v1/documents.js";
import { imobilityTorCnrResponse as torCnrV2 } from "../../../src/ewp/imobility-tor-cnr/v2/documents.js";
import { imobilityTorStatsResponse } from "../../../src/ewp/imobility-tor-stats/v1/documents.js";
import * as torsV1 from "../../../src/ewp/imobility-tors/v1/documents.js";
import * as torsV2 from "../../../src/ewp/imobility-tors/v2/documents.js";
import * as torsV3 from "../../../src/ewp/imobility-tors/v3/documents.js";
import { institutionsResponse } from "../../../src/ewp/institutions/v2/documents.js";
import { monitoringResponse } from "../../../src/ewp/monitoring/v0/documents.js";
import { incomingStatsResponse, omobilityLaCnrResponse } from "../../../src/ewp/omobility-la-cnr/v1/documents.js";
import * as imobilitiesV1 from "../../../src/ewp/imobilities/v1/documents.js";
import * as imobilitiesV2 from "../../../src/ewp/imobilities/v2/documents.js";
import { imobilityCnrResponse as imobilityCnrV1 } from "../../../src/ewp/imobility-cnr/v1/documents.js";
import { imobilityCnrResponse } from "../../../src/ewp/imobility-cnr/v2/documents.js";
import * as omobilitiesV2 from "../../../src/ewp/omobilities/v2/documents.js";
import * as omobilitiesV3 from "../../../src/ewp/omobilities/v3/documents.js";
import { omobilityCnrResponse as omobilityCnrV1 } from "../../../src/ewp/omobility-cnr/v1/documents.js";
import { omobilityCnrResponse } from "../../../src/ewp/omobility-cnr/v2/documents.js";
import { omobilityStatsResponse } from "../../../src/ewp/omobility-stats/v1/documents.js";
import * as omobilityLas from "../../../src/ewp/omobility-las/v1/documents.js";
import { ounitsResponse } from "../../../src/ewp/ounits/v2/documents.js";
import { catalogue } from "../../../src/ewp/registry/v1/documents.js";
import { errorResponse } from "../../../src/ewp/runtime/error-response.js";
import { type Document, document, type Fields, one, optional } from "../../../src/xml/schema.js";
import { https } from "../../../src/xml/scalars.js";
import { academicTermV1, academicTermV2 } from "../../../src/xml/types/academic-term.js";
import { manifestEntryBase } from "../../../src/xml/types/common.js";
import { httpSecurity } from "../../../src/xml/types/http-security.js";
import { ACADEMIC_TERM_V1_NS, ACADEMIC_TERM_V2_NS } from "../../../src/xml/types/namespaces.js";

const echoEntry = document("https://github.com/erasmus-without-paper/ewp-specs-api-echo/blob/stable-v2/manifest-entry.xsd", "echo", {
  ...manifestEntryBase, httpSecurity: optional("http-security", httpSecurity), url: one("url", https),
});

export const WIRE_DOCUMENTS: Readonly<Record<string, Document<Fields>>> = {
  "discovery/v6 manifest": manifest,
  "discovery/v6 entry": discoveryEntry,
  "registry/v1 catalogue": catalogue,
  "echo/v2": echoResponse,
  "institutions/v2": institutionsResponse,
  "ounits/v2": ounitsResponse,
  "factsheet/v1": factsheetResponse,
  "iias/v7 get": getResponse,
  "iias/v7 index": indexResponse,
  "iias/v7 stats": statsResponse,
  "iia-cnr/v3": iiaCnrResponse,
  "iias-approval/v2": iiasApprovalResponse,
  "iia-approval-cnr/v2": iiaApprovalCnrResponse,
  "courses/v0": coursesResponse,
  "course-replication/v1": courseReplicationResponse,
  "elmo 1.6": elmo1Document,
  "elmo 2.1.1": elmo2Document,
  "omobilities/v2 get": omobilitiesV2.getResponse,
  "omobilities/v2 index": omobilitiesV2.indexResponse,
  "omobilities/v3 get": omobilitiesV3.getResponse,
  "omobilities/v3 index": omobilitiesV3.indexResponse,
  "omobilities/v3 update request": omobilitiesV3.updateRequest,
  "omobilities/v3 update": omobilitiesV3.updateResponse,
  "omobility-cnr/v1": omobilityCnrV1,
  "omobility-cnr/v2": omobilityCnrResponse,
  "omobility-stats/v1": omobilityStatsResponse,
  "imobilities/v1 get": imobilitiesV1.getResponse,
  "imobilities/v2 get": imobilitiesV2.getResponse,
  "imobility-cnr/v1": imobilityCnrV1,
  "imobility-cnr/v2": imobilityCnrResponse,
  "imobility-tors/v1 get": torsV1.getResponse,
  "imobility-tors/v1 index": torsV1.indexResponse,
  "imobility-tors/v2 get": torsV2.getResponse,
  "imobility-tors/v2 index": torsV2.indexResponse,
  "imobility-tors/v3 get": torsV3.getResponse,
  "imobility-tors/v3 index": torsV3.indexResponse,
  "imobility-tor-cnr/v1": torCnrV1,
  "imobility-tor-cnr/v2": torCnrV2,
  "imobility-tor-stats/v1": imobilityTorStatsResponse,
  "omobility-las/v1 get": omobilityLas.getResponse,
  "omobility-las/v1 index": omobilityLas.indexResponse,
  "omobility-las/v1 update request": omobilityLas.updateRequest,
  "omobility-las/v1 update": omobilityLas.updateResponse,
  "omobility-las/v1 stats": omobilityLas.statsResponse,
  "omobility-la-cnr/v1": omobilityLaCnrResponse,
  "omobility-la-cnr/v1 stats": incomingStatsResponse,
  "monitoring/v0": monitoringResponse,
  "error-response": errorResponse,
  "type http-security": echoEntry,
  "type academic-term v1": document(ACADEMIC_TERM_V1_NS, "academic-term", academicTermV1),
  "type academic-term v2": document(ACADEMIC_TERM_V2_NS, "academic-term", academicTermV2),
};
